package org.socketworkbench.export;

/** A language in which calls made by hand can be written as a program. */
public enum Language {
    PYTHON("Python", "py"), JAVA("Java", "java"), C("C", "c");

    private final String title;
    private final String extension;

    Language(String title, String extension) {
        this.title = title;
        this.extension = extension;
    }

    /** The language's own name. */
    public String title() {
        return title;
    }

    /** The file extension of such a program, without the dot. */
    public String extension() {
        return extension;
    }

    /** The file name of this program: {@code server.py}, {@code Server.java}, {@code server.c}. */
    public String fileName(HandProgram program) {
        return switch (this) {
            case PYTHON, C -> program.name() + "." + extension;
            case JAVA -> JavaProgram.className(program) + "." + extension;
        };
    }

    /** Writes a complete program that makes the same calls, as far as the language can. */
    public Listing write(HandProgram program) {
        return switch (this) {
            case PYTHON -> new PythonWriter().write(program);
            case JAVA -> new JavaWriter().write(program);
            case C -> new CWriter().write(program);
        };
    }
}
