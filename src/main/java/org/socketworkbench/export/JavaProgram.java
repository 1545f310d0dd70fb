package org.socketworkbench.export;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Builds a Java program: collects what surrounds the calls while they are written. */
final class JavaProgram {
    private static final String SHOW = """
            /** Prints what was received, as text; bytes that are no letters, digits or signs of ASCII as a dot. */
            private static void show(String call, int count, ByteBuffer buffer) {
                String text = StandardCharsets.ISO_8859_1.decode(buffer.flip()).toString();
                System.out.println(call + ": " + count + " bytes \\"" + text.replaceAll("[^ -~]", ".") + "\\"");
            }
            """;

    private final CodeLines body = new CodeLines();
    private final Set<String> imports = new TreeSet<>();
    /** Variables that several calls share, in the order of first use. */
    private final Map<String, String> shared = new LinkedHashMap<>();
    private boolean shows;

    static String className(HandProgram program) {
        return program.name().substring(0, 1).toUpperCase(Locale.ROOT) + program.name().substring(1);
    }

    /** The lines of main. */
    CodeLines body() {
        return body;
    }

    /** Imports classes by their full names and returns the first one's short name. */
    String use(String... names) {
        imports.addAll(Set.of(names));
        return names[0].substring(names[0].lastIndexOf('.') + 1);
    }

    /** Declares a variable at the beginning of main, once, and returns its name. */
    String declare(String type, String name) {
        shared.putIfAbsent(name, type);
        return name;
    }

    /** Includes the method that prints received bytes, and returns its name. */
    String show() {
        use("java.nio.ByteBuffer", "java.nio.charset.StandardCharsets");
        shows = true;
        return "show";
    }

    Listing listing(HandProgram program) {
        use("java.io.IOException");
        CodeLines all = new CodeLines();
        all.add("// " + Remarks.header(program), "// " + Remarks.command("java " + Language.JAVA.fileName(program)));
        imports.forEach(name -> all.add("import " + name + ";"));
        all.add("", "public class " + className(program) + " {");
        all.indent(1);
        all.add("public static void main(String[] args) throws IOException {");
        all.indent(1);
        shared.forEach((name, type) -> all.add(type + " " + name + ";"));
        all.gap();
        all.indent(-2);
        all.addAll(body);
        all.indent(1);
        all.add("}");
        if (shows) {
            all.add("");
            all.add(SHOW.lines().toArray(String[]::new));
        }
        all.indent(-1);
        all.add("}");
        return all.listing();
    }
}
