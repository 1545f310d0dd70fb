package org.socketworkbench.messages;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** The texts of one package, from the {@code messages.properties} in it. Immutable; for any thread. */
public final class Messages {
    private final ResourceBundle bundle;

    private Messages(ResourceBundle bundle) {
        this.bundle = bundle;
    }

    /** The texts of the class's package. */
    public static Messages of(Class<?> user) {
        return new Messages(ResourceBundle.getBundle(user.getPackageName() + ".messages", Locale.ROOT));
    }

    /**
     * The text of a key, its {@code {0}} places filled in ({@link MessageFormat}: an apostrophe is written twice).
     * Numbers are to be passed as text where they are not to be grouped, as ports and descriptors are.
     *
     * @throws java.util.MissingResourceException if there is no such key
     */
    public String text(String key, Object... values) {
        return new MessageFormat(bundle.getString(key), Locale.ROOT).format(values);
    }

    /** Whether there is a text of this key. */
    public boolean has(String key) {
        return bundle.containsKey(key);
    }

    /** The bundle itself, for FXML's {@code %key}: an apostrophe there is written once. */
    public ResourceBundle bundle() {
        return bundle;
    }
}
