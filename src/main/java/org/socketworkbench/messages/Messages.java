package org.socketworkbench.messages;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/**
 * The texts of one package, from its {@code messages.properties}, or from {@code messages_de.properties} where the
 * system's language is German; what is missing there is in English. Immutable and thread-safe.
 */
public final class Messages {
    private final ResourceBundle bundle;

    private Messages(ResourceBundle bundle) {
        this.bundle = bundle;
    }

    /** The texts of the class's package, in the language of this process. */
    public static Messages of(Class<?> user) {
        return new Messages(ResourceBundle.getBundle(user.getPackageName() + ".messages", Locale.getDefault()));
    }

    /**
     * The text of a key with its {@code {0}} placeholders filled in ({@link MessageFormat}: an apostrophe is doubled).
     * Pass numbers as text if they must not be grouped, such as ports and descriptors.
     *
     * @throws java.util.MissingResourceException if there is no such key
     */
    public String text(String key, @Nullable Object... values) {
        return new MessageFormat(bundle.getString(key), Locale.ROOT).format(values);
    }

    /** Whether there is a text for this key. */
    public boolean has(String key) {
        return bundle.containsKey(key);
    }

    /** The bundle itself, for FXML's {@code %key}: there an apostrophe is not doubled. */
    public ResourceBundle bundle() {
        return bundle;
    }
}
