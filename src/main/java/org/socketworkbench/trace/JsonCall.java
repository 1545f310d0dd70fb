package org.socketworkbench.trace;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.SocketAddress;

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
                json.writeStringField("level", c.option().levelName());
                json.writeStringField("option", c.option().name());
                json.writeNumberField("value", c.value());
            }
            case Call.GetSockOpt c -> {
                json.writeStringField("level", c.option().levelName());
                json.writeStringField("option", c.option().name());
            }
            case Call.Bind c -> address(json, "address", c.address());
            case Call.Listen c -> json.writeNumberField("backlog", c.backlog());
            case Call.Connect c -> address(json, "address", c.address());
            case Call.Send c -> {
                bytes(json, "data", c.data());
                json.writeNumberField("flags", c.flags());
            }
            case Call.Recv c -> {
                json.writeNumberField("length", c.length());
                json.writeNumberField("flags", c.flags());
            }
            case Call.Shutdown c -> json.writeStringField("how", c.how().name());
            case Call.Accept c -> { }
            case Call.GetSockName c -> { }
            case Call.GetPeerName c -> { }
            case Call.Close c -> { }
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
        }
        json.writeEndObject();
    }

    /** The true length, and in Base64 as many of the first bytes as the trace has kept. */
    static void bytes(JsonGenerator json, String field, Bytes bytes) throws IOException {
        json.writeObjectFieldStart(field);
        json.writeNumberField("length", bytes.length());
        json.writeBinaryField("base64", bytes.toArray());
        json.writeEndObject();
    }
}
