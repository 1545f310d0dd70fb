package org.socketworkbench.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.socketworkbench.engine.Participant;

/**
 * The input piped into the workbench. Every program that asks gets all of it, from the first line on. It is not read
 * until then. Any thread may use it.
 */
final class PipedInput {
    private final InputStream in;
    private final List<String> lines = new ArrayList<>();
    private final List<Participant> readers = new ArrayList<>();
    private boolean begun;
    private boolean ended;

    PipedInput(InputStream in) {
        this.in = in;
    }

    synchronized void passTo(Participant reader) {
        lines.forEach(reader::type);
        readers.add(reader);
        if (ended) {
            reader.endInput();
        }
        if (!begun) {
            begun = true;
            Thread.ofPlatform().daemon().name("piped-input").start(this::read);
        }
    }

    private void read() {
        try {
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                came(line);
            }
        } catch (IOException e) {
            // Input that can no longer be read counts as ended.
        }
        end();
    }

    private synchronized void came(String line) {
        lines.add(line);
        readers.forEach(reader -> reader.type(line));
    }

    private synchronized void end() {
        ended = true;
        readers.forEach(Participant::endInput);
    }
}
