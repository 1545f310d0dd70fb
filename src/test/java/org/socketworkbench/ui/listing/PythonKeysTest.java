package org.socketworkbench.ui.listing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PythonKeysTest {
    @Test
    void enterKeepsTheIndentationAndBeginsABlocks() {
        assertEquals("", PythonKeys.indentation("import socket"));
        assertEquals("    ", PythonKeys.indentation("while True:\n    x = 1"));
        assertEquals("    ", PythonKeys.indentation("while True:   # for ever"));
        assertEquals("        ", PythonKeys.indentation("while True:\n    try:"));
    }
}
