package org.socketworkbench.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.testing.Tools;

/** Any bytes are the same bytes when a compiler has read their literal. */
class LiteralsTest {
    private static final long SEED = 20_261_122;
    /** The bytes that escapes, trigraphs, comments and numbers are made of come more often than others. */
    private static final byte[] TRICKY =
            "\\\\\\??/?<='\"uxn0179a*/#{}$%\n\r\t\0".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    @TempDir
    private Path folder;

    private static List<Bytes> samples() {
        Random random = new Random(SEED);
        List<Bytes> samples =
                new ArrayList<>(List.of(Bytes.EMPTY, Bytes.utf8("\\u0022; evil(); //"), Bytes.utf8("???/\\"),
                        Bytes.utf8("*/ int x; /*"), Bytes.utf8("\u0001" + "7")));
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int b = 0; b < 256; b++) {
            all.write(b);
        }
        samples.add(Bytes.owning(all.toByteArray()));
        for (int i = 0; i < 400; i++) {
            byte[] bytes = new byte[random.nextInt(24)];
            random.nextBytes(bytes);
            for (int at = 0; at < bytes.length; at++) {
                if (random.nextInt(3) > 0) {
                    bytes[at] = TRICKY[random.nextInt(TRICKY.length)];
                }
            }
            samples.add(Bytes.owning(bytes));
        }
        return samples;
    }

    private static String hex(List<Bytes> samples) {
        return samples.stream().map(bytes -> HexFormat.of().formatHex(bytes.toArray()) + "\n")
                .collect(Collectors.joining());
    }

    private Path file(String name, String text) throws Exception {
        assertTrue(text.chars().allMatch(c -> c == '\n' || c >= ' ' && c <= '~'), "printable ASCII");
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void pythonReadsTheSameBytes() throws Exception {
        Tools.need("python3", "python3");
        String program = samples().stream().map(bytes -> "print(" + Literals.python(bytes) + ".hex())\n")
                .collect(Collectors.joining());
        assertEquals(hex(samples()), Tools.outputOf(List.of("python3", file("literals.py", program).toString())));
    }

    @Test
    void cReadsTheSameBytesEvenWithTrigraphs() throws Exception {
        Tools.need("cc", "gcc");
        String program = "#include <stdio.h>\nstatic void hex(const char *b, int n) {\n"
                + "for (int i = 0; i < n; i++) printf(\"%02x\", (unsigned char)b[i]);\nputchar('\\n');\n}\n"
                + "int main(void) {\n"
                + samples().stream()
                        .map(bytes -> "hex(" + Literals.c(bytes) + ", sizeof " + Literals.c(bytes) + " - 1);\n")
                        .collect(Collectors.joining())
                + "return 0;\n}\n";
        Path binary = folder.resolve("literals");
        assertEquals("",
                Tools.outputOf(List.of("cc", "-std=c99", "-trigraphs", "-Wall", "-Werror", "-o", binary.toString(),
                        file("literals.c", program).toString())));
        assertEquals(hex(samples()), Tools.outputOf(List.of(binary.toString())));
    }

    @Test
    void javaReadsTheSameBytes() throws Exception {
        String program =
                "import java.util.HexFormat;\nclass Literals {\npublic static void main(String[] args) {\n"
                        + "for (String s : new String[] {\n"
                        + samples().stream().map(bytes -> Literals.java(bytes) + ",\n").collect(Collectors.joining())
                        + "}) {\nSystem.out.println(HexFormat.of().formatHex(s.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1)));\n}\n}\n}\n";
        assertEquals(hex(samples()),
                Tools.outputOf(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        file("Literals.java", program).toString())));
    }

    @Test
    void aLongPayloadIsCutToItsFirstBytes() {
        byte[] many = new byte[1000];
        assertTrue(Literals.isCut(Bytes.owning(many)));
        assertEquals(Literals.LONGEST, Literals.said(Bytes.owning(many)).length());
        Bytes excerpt = Bytes.utf8("0123456789").keeping(3);
        assertTrue(Literals.isCut(excerpt));
        assertArrayEquals(new byte[] {'0', '1', '2'}, Literals.said(excerpt).toArray());
    }
}
