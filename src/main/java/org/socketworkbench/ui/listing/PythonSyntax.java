package org.socketworkbench.ui.listing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the words of a Python text are, for their colours. It knows words and strings, and no grammar: a replacement
 * field of an f-string belongs to the string. Any text will do, also one that is being typed.
 */
final class PythonSyntax {
    private static final Set<String> KEYWORDS = Set.of("False", "None", "True", "and", "as", "assert", "async", "await",
            "break", "class", "continue", "def", "del", "elif", "else", "except", "finally", "for", "from", "global",
            "if", "import", "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while",
            "with", "yield");
    /** Keywords only where a statement begins that ends in a colon. */
    private static final Set<String> SOFT_KEYWORDS = Set.of("match", "case");
    /** The functions and types that every program has, and its exceptions for sockets, files and common mistakes. */
    private static final Set<String> BUILTINS = Set.of("abs", "aiter", "all", "anext", "any", "ascii", "bin", "bool",
            "breakpoint", "bytearray", "bytes", "callable", "chr", "classmethod", "compile", "complex", "delattr",
            "dict", "dir", "divmod", "enumerate", "eval", "exec", "exit", "filter", "float", "format", "frozenset",
            "getattr", "globals", "hasattr", "hash", "help", "hex", "id", "input", "int", "isinstance", "issubclass",
            "iter", "len", "list", "locals", "map", "max", "memoryview", "min", "next", "object", "oct", "open", "ord",
            "pow", "print", "property", "quit", "range", "repr", "reversed", "round", "set", "setattr", "slice",
            "sorted", "staticmethod", "str", "sum", "super", "tuple", "type", "vars", "zip", "Ellipsis",
            "NotImplemented", "ArithmeticError", "AssertionError", "AttributeError", "BaseException",
            "BaseExceptionGroup", "BlockingIOError", "BrokenPipeError", "BufferError", "ChildProcessError",
            "ConnectionAbortedError", "ConnectionError", "ConnectionRefusedError", "ConnectionResetError", "EOFError",
            "Exception", "ExceptionGroup", "FileExistsError", "FileNotFoundError", "FloatingPointError",
            "GeneratorExit", "ImportError", "IndentationError", "IndexError", "InterruptedError", "IsADirectoryError",
            "KeyError", "KeyboardInterrupt", "LookupError", "MemoryError", "ModuleNotFoundError", "NameError",
            "NotADirectoryError", "NotImplementedError", "OSError", "OverflowError", "PermissionError",
            "ProcessLookupError", "RecursionError", "ReferenceError", "RuntimeError", "StopAsyncIteration",
            "StopIteration", "SyntaxError", "SystemError", "SystemExit", "TabError", "TimeoutError", "TypeError",
            "UnboundLocalError", "UnicodeDecodeError", "UnicodeEncodeError", "UnicodeError", "ValueError", "Warning",
            "ZeroDivisionError");

    private static final Pattern WORD = Pattern.compile("""
            (?<comment>\\#.*)\
            |(?<decorator>(?<=^\\s{0,200})@\\s*[\\p{L}_][\\p{L}\\p{N}_.]*)\
            |(?:[rRbBuUfF]|[rR][bBfF]|[bBfF][rR])?(?<quote>\"{3}|'{3}|\"|')\
            |(?<name>[\\p{L}_][\\p{L}\\p{N}_]*)\
            |(?<number>0[xX][\\p{XDigit}_]+|0[oO][0-7_]+|0[bB][01_]+\
            |(?:\\d[\\d_]*\\.?[\\d_]*|\\.\\d[\\d_]*)(?:[eE][-+]?\\d[\\d_]*)?[jJ]?)""");
    private static final Pattern STATEMENT_WITH_BLOCK = Pattern.compile("\\s*\\w+\\b(?!\\s*[=.,)]).*:\\s*(?:#.*)?");

    /** What a part of a line is; the rest of it is plain. */
    enum Kind {
        KEYWORD,
        BUILTIN,
        STRING,
        NUMBER,
        COMMENT,
        DECORATOR;

        /** The style class of such a part. */
        String style() {
            return "syntax-" + name().toLowerCase(Locale.ROOT);
        }
    }

    /** A part of a line, from its first character to before its last. */
    record Part(int start, int end, Kind kind) {}

    private final List<Part> parts = new ArrayList<>();
    /** The quotation mark that ends the string which the line is in; "" outside of strings. */
    private String open = "";

    private PythonSyntax() {}

    /** The parts of each line, in order. */
    static List<List<Part>> of(List<String> lines) {
        PythonSyntax syntax = new PythonSyntax();
        return lines.stream().map(syntax::line).toList();
    }

    private List<Part> line(String line) {
        parts.clear();
        int at = open.isEmpty() ? 0 : string(line, 0, 0);
        Matcher word = WORD.matcher(line).useTransparentBounds(true).useAnchoringBounds(false);
        while (word.region(at, line.length()).find()) {
            at = word.group("quote") == null ? word(line, word) : string(line, word);
        }
        return List.copyOf(parts);
    }

    private int word(String line, Matcher word) {
        if (word.group("comment") != null) {
            add(word, Kind.COMMENT);
        } else if (word.group("decorator") != null) {
            add(word, Kind.DECORATOR);
        } else if (word.group("number") != null) {
            add(word, Kind.NUMBER);
        } else if (KEYWORDS.contains(word.group()) || isSoftKeyword(line, word)) {
            add(word, Kind.KEYWORD);
        } else if (BUILTINS.contains(word.group()) && !isAttribute(line, word.start())) {
            add(word, Kind.BUILTIN);
        }
        return word.end();
    }

    private static boolean isSoftKeyword(String line, Matcher word) {
        return SOFT_KEYWORDS.contains(word.group()) && line.substring(0, word.start()).isBlank()
                && STATEMENT_WITH_BLOCK.matcher(line).matches();
    }

    private static boolean isAttribute(String line, int start) {
        return start > 0 && line.charAt(start - 1) == '.';
    }

    private int string(String line, Matcher beginning) {
        open = beginning.group("quote");
        return string(line, beginning.start(), beginning.end());
    }

    /** Adds the rest of a string, and answers where it ends; it is still open if it goes on in the next line. */
    private int string(String line, int start, int from) {
        int at = from;
        while (at < line.length() && !line.startsWith(open, at)) {
            at += line.charAt(at) == '\\' ? 2 : 1;
        }
        boolean ends = at < line.length();
        // Only a string of three marks goes on by itself; any other needs a backslash at the end of the line.
        boolean goesOn = open.length() > 1 || at > line.length();
        int end = ends ? at + open.length() : line.length();
        parts.add(new Part(start, end, Kind.STRING));
        open = ends || !goesOn ? "" : open;
        return end;
    }

    private void add(Matcher word, Kind kind) {
        parts.add(new Part(word.start(), word.end(), kind));
    }
}
