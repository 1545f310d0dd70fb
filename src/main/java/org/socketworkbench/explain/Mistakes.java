package org.socketworkbench.explain;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Explains what a Python exception that ended a program most likely means to someone learning sockets, judging by the
 * last line of its traceback.
 */
final class Mistakes {
    private static final List<Mistake> KNOWN = List.of(
            new Mistake("TypeError: .*bytes-like object is required, not 'str'", "mistake.str"),
            new Mistake("TypeError: .*(?:concat|concatenate) (?:str|bytes).*", "mistake.mixed"),
            new Mistake("AttributeError: 'bytes' object has no attribute 'encode'.*", "mistake.encoded"),
            new Mistake("AttributeError: 'str' object has no attribute 'decode'.*", "mistake.decoded"),
            new Mistake("AttributeError: 'tuple' object has no attribute '(?:recv|send|sendall|close|recvfrom)'.*",
                    "mistake.accepted"),
            new Mistake(
                    "TypeError: .*socket\\.(connect|bind|connect_ex)\\(\\) takes exactly one argument \\(\\d+ given\\)",
                    "mistake.arguments"),
            new Mistake("TypeError: (?:(\\w+)\\(\\): )?AF_INET6? address must be .*", "mistake.tuple"),
            new Mistake("TypeError: 'str' object cannot be interpreted as an integer", "mistake.number"),
            new Mistake("TypeError: str, bytes or bytearray expected, not .*", "mistake.host"),
            new Mistake("OverflowError: \\w+\\(\\): port must be 0-65535\\.", "mistake.port"),
            new Mistake("(?:socket\\.)?gaierror: \\[Errno -3\\] .*", "mistake.noAnswer"),
            new Mistake("(?:socket\\.)?gaierror: .*", "mistake.name"),
            new Mistake("UnicodeDecodeError: .*", "mistake.decode"),
            new Mistake("NameError: name 'socket' is not defined.*", "mistake.import"),
            new Mistake("TimeoutError: timed out", "mistake.timeout"),
            new Mistake("EOFError: .*", "mistake.eof"),
            new Mistake("(?:SyntaxError|IndentationError|TabError): .*", "mistake.syntax"),
            new Mistake("PermissionError: \\[Errno 13\\] (?:a program in the workbench .*|.*: '.*')",
                    "mistake.sandbox"),
            new Mistake("MemoryError.*", "mistake.memory"),
            new Mistake("ConnectionRefusedError: .*", "mistake.refused"),
            new Mistake("BrokenPipeError: .*", "mistake.pipe"),
            new Mistake("ConnectionResetError: .*", "mistake.reset"),
            new Mistake("BlockingIOError: .*", "mistake.blocking"),
            new Mistake("OSError: \\[Errno 9\\] .*", "mistake.closed"),
            new Mistake("OSError: \\[Errno 22\\] .*", "mistake.invalid"),
            new Mistake("OSError: \\[Errno 98\\] .*", "mistake.inUse"),
            new Mistake("OSError: \\[Errno 107\\] .*", "mistake.unconnected"),
            new Mistake("OSError: \\[Errno 106\\] .*", "mistake.connected"),
            new Mistake("OSError: \\[Errno 90\\] .*", "mistake.long"));

    private final Words words;

    private record Mistake(Pattern exception, String key) {
        Mistake(String exception, String key) {
            this(Pattern.compile(exception, Pattern.DOTALL), key);
        }
    }

    Mistakes(Words words) {
        this.words = words;
    }

    /** What to know and what to try; empty if nothing is known about the exception. */
    Optional<String> hint(String exception) {
        for (Mistake mistake : KNOWN) {
            Matcher matcher = mistake.exception.matcher(exception);
            if (matcher.matches()) {
                String call = matcher.groupCount() > 0 && matcher.group(1) != null ? matcher.group(1) : "connect";
                return Optional.of(words.text(mistake.key, call));
            }
        }
        return Optional.empty();
    }
}
