package org.socketworkbench.trace;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.socketworkbench.socket.CText;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.TcpInfo;

/** One event as a JSON object: the event's own fields. What calls and outcomes carry is {@link JsonCall}'s. */
final class JsonEvent {
    private JsonEvent() {}

    static void write(JsonGenerator json, int number, TraceEvent event) throws IOException {
        json.writeStartObject();
        json.writeNumberField("event", number);
        json.writeNumberField("nanos", event.nanos());
        json.writeStringField("kind", kind(event));
        if (event instanceof TraceEvent.OfParticipant e) {
            json.writeNumberField("participant", e.participant());
        }
        switch (event) {
            case TraceEvent.ParticipantCame e -> {
                json.writeStringField("name", e.name());
                json.writeStringField("role", e.role().name());
            }
            case TraceEvent.ParticipantWent e -> { }
            case TraceEvent.CallWaiting e -> call(json, e.call());
            case TraceEvent.CallEntered e -> {
                if (e.parent() != TraceEvent.CallEntered.NO_PARENT) {
                    json.writeNumberField("parent", e.parent());
                }
                call(json, e.call());
            }
            case TraceEvent.CallBlocked e -> json.writeNumberField("number", e.call());
            case TraceEvent.CallReturned e -> returned(json, e);
            case TraceEvent.KernelSample e -> sample(json, e);
            case TraceEvent.Note e -> {
                json.writeStringField("note", e.kind().name());
                json.writeStringField("text", e.text());
            }
        }
        json.writeEndObject();
    }

    private static String kind(TraceEvent event) {
        return switch (event) {
            case TraceEvent.ParticipantCame e -> "participant-came";
            case TraceEvent.ParticipantWent e -> "participant-went";
            case TraceEvent.CallWaiting e -> "call-waiting";
            case TraceEvent.CallEntered e -> "call-entered";
            case TraceEvent.CallBlocked e -> "call-blocked";
            case TraceEvent.CallReturned e -> "call-returned";
            case TraceEvent.KernelSample e -> "kernel-sample";
            case TraceEvent.Note e -> "note";
        };
    }

    private static void call(JsonGenerator json, Call call) throws IOException {
        json.writeStringField("text", CText.of(call));
        JsonCall.write(json, "call", call);
    }

    private static void returned(JsonGenerator json, TraceEvent.CallReturned e) throws IOException {
        json.writeNumberField("number", e.number());
        json.writeNumberField("entered", e.entered());
        json.writeStringField("text", CText.of(e.call(), e.outcome()));
        JsonCall.write(json, "call", e.call());
        outcome(json, e.outcome());
    }

    private static void outcome(JsonGenerator json, Outcome outcome) throws IOException {
        json.writeObjectFieldStart("outcome");
        json.writeNumberField("value", outcome.value());
        switch (outcome) {
            case Outcome.Done o -> { }
            case Outcome.Accepted o -> JsonCall.address(json, "peer", o.peer());
            case Outcome.Received o -> JsonCall.bytes(json, "data", o.data());
            case Outcome.Named o -> JsonCall.address(json, "address", o.address());
            case Outcome.ReceivedFrom o -> {
                JsonCall.bytes(json, "data", o.data());
                if (o.sender().isPresent()) {
                    JsonCall.address(json, "sender", o.sender().get());
                }
            }
            case Outcome.OptionRead o -> JsonCall.value(json, o.option());
            case Outcome.Polled o -> JsonCall.entries(json, o.ready());
            case Outcome.Selected o -> JsonCall.sets(json, o.read(), o.write(), o.except());
            case Outcome.TimeoutIs o -> json.writeNumberField("timeout", o.nanos());
            case Outcome.TimedOut o -> json.writeBooleanField("timedOut", true);
            case Outcome.Failed o -> {
                json.writeNumberField("errno", o.errno().number());
                json.writeStringField("symbol", o.errno().symbol());
            }
        }
        json.writeEndObject();
    }

    private static void sample(JsonGenerator json, TraceEvent.KernelSample sample) throws IOException {
        json.writeArrayFieldStart("rows");
        for (SocketRow row : sample.rows()) {
            json.writeStartObject();
            json.writeStringField("transport", row.transport().name());
            JsonCall.address(json, "local", row.local());
            JsonCall.address(json, "remote", row.remote());
            json.writeStringField("state", row.state().name());
            json.writeNumberField("sendQueue", row.sendQueue());
            json.writeNumberField("receiveQueue", row.receiveQueue());
            json.writeNumberField("fd", row.fd());
            json.writeBooleanField("held", row.held());
            if (row.info().isPresent()) {
                info(json, row.info().get());
            }
            if (row.udp().isPresent()) {
                json.writeObjectFieldStart("udp");
                json.writeNumberField("memory", row.udp().get().memory());
                json.writeNumberField("dropped", row.udp().get().dropped());
                json.writeEndObject();
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void info(JsonGenerator json, TcpInfo info) throws IOException {
        json.writeObjectFieldStart("tcpInfo");
        json.writeStringField("state", info.state().name());
        json.writeNumberField("unacked", info.unacked());
        json.writeNumberField("sacked", info.sacked());
        json.writeNumberField("sendMss", info.sendMss());
        json.writeNumberField("rttMicros", info.rttMicros());
        json.writeNumberField("congestionWindow", info.congestionWindow());
        json.writeNumberField("retransmissions", info.retransmissions());
        json.writeNumberField("bytesAcknowledged", info.bytesAcknowledged());
        json.writeNumberField("bytesReceived", info.bytesReceived());
        json.writeNumberField("notSentBytes", info.notSentBytes());
        json.writeEndObject();
    }
}
