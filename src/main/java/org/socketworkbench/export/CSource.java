package org.socketworkbench.export;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Builds a C program: collects what surrounds the calls while they are written. */
final class CSource {
    private final CodeLines body = new CodeLines();
    private final Set<String> headers = new TreeSet<>();
    private final EnumSet<CHelper> helpers = EnumSet.noneOf(CHelper.class);
    /** Variables that several calls share, in the order of first use. */
    private final Map<String, String> shared = new LinkedHashMap<>();
    private int bufferSize;

    /** The lines of main. */
    CodeLines body() {
        return body;
    }

    void include(String... names) {
        headers.addAll(Set.of(names));
    }

    /** Includes a function and returns its name. */
    String use(CHelper helper) {
        helpers.addAll(helper.withThoseItCalls());
        return helper.name().toLowerCase(Locale.ROOT);
    }

    /** Declares a variable at the beginning of main, once, and returns its name. */
    String declare(String type, String name) {
        shared.putIfAbsent(name, type);
        return name;
    }

    /** Makes the receive buffer at least this large, and returns its name. */
    String buffer(int size) {
        bufferSize = Math.max(Math.max(size, 1), bufferSize);
        return "buffer";
    }

    /** The whole program, with these comments at the top. */
    Listing listing(String... comments) {
        helpers.forEach(helper -> headers.addAll(helper.headers()));
        CodeLines all = new CodeLines();
        for (String comment : comments) {
            all.add("// " + comment);
        }
        all.add("#define _GNU_SOURCE");
        headers.forEach(header -> all.add("#include " + header));
        all.add("");
        for (CHelper helper : helpers) {
            all.add(helper.lines());
            all.add("");
        }
        all.add("int main(void) {");
        all.indent(1);
        shared.forEach((name, type) -> all.add(type + (type.endsWith("*") ? "" : " ") + name + ";"));
        if (bufferSize > 0) {
            all.add("static char buffer[" + bufferSize + "];");
        }
        all.gap();
        all.indent(-1);
        all.addAll(body);
        all.addInside("return 0;");
        all.add("}");
        return all.listing();
    }
}
