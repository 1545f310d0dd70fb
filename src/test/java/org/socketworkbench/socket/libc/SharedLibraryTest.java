package org.socketworkbench.socket.libc;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SharedLibraryTest {

    @Test
    void theCLibraryIsPresent() {
        assertTrue(SharedLibrary.isPresent("libc.so.6"));
    }

    @Test
    void aLibraryThatNobodyHasIsNot() {
        assertFalse(SharedLibrary.isPresent("libno-such-library.so.9"));
    }
}
