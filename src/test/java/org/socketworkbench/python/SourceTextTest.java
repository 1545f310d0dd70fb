package org.socketworkbench.python;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A source's encoding, as CPython finds it. */
class SourceTextTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "latin-1 | # -*- coding: latin-1 -*-",
            "iso-8859-15 | # vim: set fileencoding=iso-8859-15 :",
            "cp1252 | # coding=cp1252",
            "koi8-r | # coding: koi8_r",
            "utf-8 | # coding: utf-8-unix",
            "utf-8 | # nothing is declared"})
    void isWhatALineDeclares(String charset, String line) throws IOException {
        String wanted = line + "\nprint('" + (charset.startsWith("koi8") ? "\u0416" : "gr\u00fc\u00df") + "')\n";
        assertEquals(wanted, read(wanted.getBytes(charset(charset))));
        String second = "#!/usr/bin/python3\n" + wanted;
        Path file = folder.resolve("saved.py");
        assertEquals(second, Script.write(file, second).text());
        assertArrayEquals(second.getBytes(charset(charset)),
                Files.readAllBytes(file));
    }

    @Test
    void theRootHasNone() {
        assertThrows(IOException.class, () -> Script.of(Path.of("/")));
    }

    @Test
    void isNotDeclaredInTheThirdLineNorBehindAStatement() throws IOException {
        for (String text : new String[] {"#\n#\n# coding: latin-1\n'\u00fc'", "x = 1\n# coding: latin-1\n'\u00fc'"}) {
            assertEquals(text, read(text.getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheText() throws IOException {
        assertEquals("print('\u00fc')", read("\ufeffprint('\u00fc')".getBytes(StandardCharsets.UTF_8)));
        assertEquals("SyntaxError: encoding problem: latin-1 with BOM",
                problem("\ufeff# coding: latin-1\n".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void whatIsNoTextIsToldAsCPythonTellsIt() {
        assertEquals("SyntaxError: Non-UTF-8 code starting with '\\xfc' in file " + folder.resolve("source.py")
                + " on line 2, but no encoding declared; see https://peps.python.org/pep-0263/ for details",
                problem("x = 1\nprint('\u00fc')\n".getBytes(StandardCharsets.ISO_8859_1)));
        assertEquals("SyntaxError: encoding problem: ascii",
                problem("# coding: ascii\n'\u00fc'".getBytes(StandardCharsets.ISO_8859_1)));
        assertEquals("SyntaxError: encoding problem: foo",
                problem("# coding: foo\n".getBytes(StandardCharsets.ISO_8859_1)));
        assertEquals("SyntaxError: encoding problem: utf-16",
                problem("# coding: utf-16\n".getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Test
    void aTextThatItsEncodingCannotHoldIsNotSaved() {
        IOException problem = assertThrows(IOException.class,
                () -> Script.write(folder.resolve("saved.py"), "# coding: latin-1\n'\u20ac'"));
        assertEquals("SyntaxError: encoding problem: latin-1", problem.getMessage());
    }

    /** Java has Python's names but for one. */
    private static Charset charset(String name) {
        return Charset.forName(name.equals("latin-1") ? "latin1" : name);
    }

    private String read(byte[] bytes) throws IOException {
        return Script.of(Files.write(folder.resolve("source.py"), bytes)).text();
    }

    private String problem(byte[] bytes) {
        return assertThrows(IOException.class, () -> read(bytes)).getMessage();
    }
}
