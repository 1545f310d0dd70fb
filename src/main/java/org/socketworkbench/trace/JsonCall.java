package org.socketworkbench.trace;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.OptionValue;
import org.socketworkbench.socket.PollEntry;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketOption;

/** A call as a JSON object, and the addresses and payloads that calls and outcomes carry. */
final class JsonCall {
    private JsonCall() {}

    static void write(JsonGenerator json, String field, Call call) throws IOException {
        json.writeObjectFieldStart(field);
        json.writeStringField("name", call.name());
        if (call instanceof Call.OnDescriptor c) {
            json.writeNumberField("fd", c.fd());
        }
        switch (call) {
            case Call.Socket c -> {
                json.writeStringField("family", c.family().name());
                json.writeStringField("type", c.type().name());
                json.writeNumberField("protocol", c.protocol());
            }
            case Call.SetSockOpt c -> {
                option(json, c.option());
                value(json, c.value());
            }
            case Call.GetSockOpt c -> {
                option(json, c.option());
                json.writeNumberField("length", c.length());
            }
            case Call.Bind c -> address(json, "address", c.address());
            case Call.Listen c -> json.writeNumberField("backlog", c.backlog());
            case Call.Connect c -> address(json, "address", c.address());
            case Call.Send c -> {
                bytes(json, "data", c.data());
                json.writeNumberField("flags", c.flags());
            }
            case Call.SendTo c -> {
                bytes(json, "data", c.data());
                json.writeNumberField("flags", c.flags());
                address(json, "address", c.address());
            }
            case Call.Receiving c -> {
                json.writeNumberField("length", c.length());
                json.writeNumberField("flags", c.flags());
            }
            case Call.Shutdown c -> json.writeStringField("how", c.how().name());
            case Call.SetNonBlocking c -> json.writeBooleanField("on", c.on());
            case Call.Unlink c -> address(json, "address", c.address());
            case Call.Poll c -> {
                entries(json, c.entries());
                json.writeNumberField("timeoutMillis", c.timeoutMillis());
            }
            case Call.Select c -> {
                sets(json, c.read(), c.write(), c.except());
                json.writeNumberField("timeoutMicros", c.timeoutMicros());
            }
            case Call.Timed c -> {
                write(json, "call", c.call());
                json.writeNumberField("timeout", c.nanos());
            }
            case Call.ConnectEx c -> address(json, "address", c.address());
            case Call.SendAll c -> {
                bytes(json, "data", c.data());
                json.writeNumberField("flags", c.flags());
            }
            case Call.SetBlocking c -> json.writeBooleanField("blocking", c.blocking());
            case Call.SetTimeout c -> json.writeNumberField("timeout", c.nanos());
            case Call.Write c -> bytes(json, "data", c.data());
            case Call.Accept c -> { }
            case Call.GetSockName c -> { }
            case Call.GetPeerName c -> { }
            case Call.Close c -> { }
            case Call.GetTimeout c -> { }
            case Call.FileNo c -> { }
            case Call.MakeFile c -> { }
            case Call.ReadLine c -> { }
            case Call.Flush c -> { }
        }
        json.writeEndObject();
    }

    static void address(JsonGenerator json, String field, SocketAddress address) throws IOException {
        json.writeObjectFieldStart(field);
        switch (address) {
            case SocketAddress.Inet4 inet -> {
                json.writeStringField("family", "AF_INET");
                json.writeStringField("host", inet.hostText());
                json.writeNumberField("port", inet.port());
            }
            case SocketAddress.Inet6 inet -> {
                json.writeStringField("family", "AF_INET6");
                json.writeStringField("host", inet.hostText());
                json.writeNumberField("port", inet.port());
                json.writeNumberField("flowinfo", inet.flowInfo());
            }
            case SocketAddress.Unix unix -> {
                json.writeStringField("family", "AF_UNIX");
                bytes(json, "path", unix.path());
            }
        }
        json.writeEndObject();
    }

    static void value(JsonGenerator json, OptionValue value) throws IOException {
        switch (value) {
            case OptionValue.Int v -> json.writeNumberField("value", v.value());
            case OptionValue.Linger v -> {
                json.writeBooleanField("on", v.on());
                json.writeNumberField("seconds", v.seconds());
            }
            case OptionValue.Time v -> {
                json.writeNumberField("seconds", v.seconds());
                json.writeNumberField("micros", v.micros());
            }
            case OptionValue.Raw v -> bytes(json, "bytes", v.bytes());
        }
    }

    private static void option(JsonGenerator json, SocketOption option) throws IOException {
        json.writeStringField("level", option.levelName());
        json.writeStringField("option", option.name());
    }

    static void entries(JsonGenerator json, List<PollEntry> entries) throws IOException {
        json.writeArrayFieldStart("entries");
        for (PollEntry entry : entries) {
            json.writeStartObject();
            json.writeNumberField("fd", entry.fd());
            json.writeNumberField("events", entry.events());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static void sets(JsonGenerator json, List<Integer> read, List<Integer> write, List<Integer> except) throws IOException {
        set(json, "read", read);
        set(json, "write", write);
        set(json, "except", except);
    }

    private static void set(JsonGenerator json, String field, List<Integer> fds) throws IOException {
        json.writeArrayFieldStart(field);
        for (int fd : fds) {
            json.writeNumber(fd);
        }
        json.writeEndArray();
    }

    /** The true length, and in Base64 as many of the first bytes as the trace has kept. */
    static void bytes(JsonGenerator json, String field, Bytes bytes) throws IOException {
        json.writeObjectFieldStart(field);
        json.writeNumberField("length", bytes.length());
        json.writeBinaryField("base64", bytes.toArray());
        json.writeEndObject();
    }
}
