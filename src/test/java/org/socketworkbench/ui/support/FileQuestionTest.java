package org.socketworkbench.ui.support;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileQuestionTest {
    private final Preferences preferences = Preferences.inMemory();

    @Test
    void theLastFolderIsThereAtTheNextStart(@TempDir Path folder) {
        new FileQuestion(preferences, Preferences.Key.CODE_FOLDER).remember(folder);
        assertEquals(Optional.of(folder), new FileQuestion(preferences, Preferences.Key.CODE_FOLDER).lastFolder());
        assertEquals(Optional.empty(), new FileQuestion(preferences, Preferences.Key.TRACE_FOLDER).lastFolder());
    }

    @Test
    void aFolderThatIsGoneIsForgotten(@TempDir Path folder) {
        FileQuestion question = new FileQuestion(preferences, Preferences.Key.CODE_FOLDER);
        question.remember(folder.resolve("gone"));
        assertEquals(Optional.empty(), question.lastFolder());
        preferences.put(Preferences.Key.CODE_FOLDER, "no\0path");
        assertEquals(Optional.empty(), question.lastFolder());
    }
}
