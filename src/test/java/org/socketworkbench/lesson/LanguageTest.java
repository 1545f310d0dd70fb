package org.socketworkbench.lesson;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.socketworkbench.messages.Messages;

/** Another language needs a file of texts beside each English one and a folder of lessons, and no change of code. */
class LanguageTest {
    private final Locale before = Locale.getDefault();

    /** An invented language, whose texts and lesson are among the tests' resources. */
    @BeforeEach
    void speakIt() {
        Locale.setDefault(Locale.of("xx"));
    }

    @AfterEach
    void speakAsBefore() {
        Locale.setDefault(before);
    }

    @Test
    void textsAreInTheUsersLanguageAndElseInEnglish() {
        Messages texts = Messages.of(ObservedText.class);
        assertEquals("accept(3) dormas", texts.text("observed.blocks", "accept(3)"));
        assertEquals("no socket call was made", texts.text("observed.nothing"));
    }

    @Test
    void lessonsAreInTheUsersLanguageAndElseInEnglish() {
        assertEquals("La unua voko", Lessons.named(Lessons.FIRST).title());
        assertEquals("Two clients at once", Lessons.named("two-clients").title());
    }
}
