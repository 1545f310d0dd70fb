package org.socketworkbench.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketAddress.Inet4;

class DatagramsTest {
    private static final SocketAddress SERVER = Inet4.loopback(5000);
    private static final SocketAddress ONE = Inet4.loopback(41_001);
    private static final SocketAddress TWO = Inet4.loopback(41_002);

    private final Map<String, SocketAddress> addresses = new HashMap<>();
    private final Datagrams<String> datagrams = new Datagrams<>(sender -> Optional.ofNullable(addresses.get(sender)));

    private Datagrams.Sent<String> sent(String sender, String text) {
        return datagrams.sent(0, sender, SERVER, Bytes.utf8(text));
    }

    private Optional<Datagrams.Sent<String>> take(SocketAddress sender, String text, int room) {
        return take(
                new Datagrams.Taken(Optional.of(SERVER), Optional.ofNullable(sender), Bytes.utf8(text), room, false));
    }

    private Optional<Datagrams.Sent<String>> take(Datagrams.Taken taken) {
        return datagrams.take(taken).map(Datagrams.Delivery::taken);
    }

    private void assertTaken(Datagrams.Sent<String> expected, Optional<Datagrams.Sent<String>> taken) {
        assertSame(expected, taken.orElseThrow());
    }

    @Test
    void theSendersAddressTellsTwoAlikeApart() {
        addresses.putAll(Map.of("one", ONE, "two", TWO));
        Datagrams.Sent<String> first = sent("one", "Hello");
        Datagrams.Sent<String> second = sent("two", "Hello");
        assertTaken(second, take(TWO, "Hello", 100));
        assertTaken(first, take(ONE, "Hello", 100));
        assertEquals(Optional.empty(), take(ONE, "Hello", 100));
    }

    @Test
    void whoseAddressIsNotKnownIsFoundByItsBytes() {
        addresses.put("one", ONE);
        sent("one", "Hello");
        Datagrams.Sent<String> unknown = sent("two", "Hello");
        assertTaken(unknown, take(TWO, "Hello", 100));
    }

    @Test
    void aDatagramThatFillsTheRoomMayHaveBeenLonger() {
        addresses.put("one", ONE);
        Datagrams.Sent<String> whole = sent("one", "Hello World");
        assertTaken(whole, take(ONE, "Hello", 5));
    }

    @Test
    void aDatagramThatLeavesRoomHasItsOwnLength() {
        addresses.put("one", ONE);
        sent("one", "Hello World");
        assertEquals(Optional.empty(), take(ONE, "Hello", 6));
    }

    @Test
    void withItsTrueLengthToldOnlyOneOfThatLengthFits() {
        addresses.put("one", ONE);
        sent("one", "Hello");
        Datagrams.Sent<String> longer = sent("one", "Hello World");
        assertTaken(longer, take(new Datagrams.Taken(Optional.of(SERVER), Optional.of(ONE),
                Bytes.utf8("Hello").outOf(11), 5, true)));
    }

    @Test
    void whatTheSameSenderSentThereBeforeIsLost() {
        addresses.put("one", ONE);
        Datagrams.Sent<String> lost = sent("one", "lost");
        Datagrams.Sent<String> others = sent("two", "kept");
        sent("one", "kept");
        assertEquals(List.of(lost), datagrams.take(
                new Datagrams.Taken(Optional.of(SERVER), Optional.of(ONE), Bytes.utf8("kept"), 100, false))
                .orElseThrow().lost());
        addresses.put("two", TWO);
        assertTaken(others, take(TWO, "kept", 100));
        assertEquals(Optional.empty(), take(ONE, "lost", 100));
    }

    @Test
    void whoIsNotToldWhoSentItGetsTheFirst() {
        addresses.putAll(Map.of("one", ONE, "two", TWO));
        Datagrams.Sent<String> first = sent("one", "x");
        sent("two", "x");
        assertTaken(first, take(null, "x", 100));
    }

    @Test
    void aReceiverBoundToEveryAddressIsReached() {
        addresses.put("one", ONE);
        Datagrams.Sent<String> one = sent("one", "x");
        assertTaken(one, take(new Datagrams.Taken(Optional.of(new Inet4(0, 5000)), Optional.of(ONE), Bytes.utf8("x"),
                9, false)));
    }

    @Test
    void aReceiverWhoseAddressIsNotKnownMayBeAnyone() {
        addresses.put("one", ONE);
        Datagrams.Sent<String> one = sent("one", "x");
        assertTaken(one, take(new Datagrams.Taken(Optional.empty(), Optional.of(ONE), Bytes.utf8("x"), 9, false)));
    }

    @Test
    void anIpv4SenderIsKnownByItsMappedAddressToo() {
        addresses.put("one", ONE);
        Datagrams.Sent<String> one = sent("one", "x");
        assertTaken(one, take(SocketAddress.Inet6.of("::ffff:127.0.0.1", 41_001).orElseThrow(), "x", 9));
    }

    @Test
    void whatFailedToBeSentIsForgotten() {
        datagrams.forget(sent("one", "x"));
        assertEquals(Optional.empty(), take(ONE, "x", 9));
    }

    @Test
    void whatWaitsAtAnAddressIsDiscardedOnce() {
        Datagrams.Sent<String> one = sent("one", "x");
        datagrams.sent(0, "one", Inet4.loopback(5001), Bytes.utf8("elsewhere"));
        assertEquals(List.of(one), datagrams.discard(SERVER));
        assertEquals(List.of(), datagrams.discard(SERVER));
    }

    @Test
    void pathsArePlacesLikePorts() {
        SocketAddress path = SocketAddress.Unix.of("/run/x");
        Datagrams.Sent<String> one = datagrams.sent(0, "one", path, Bytes.utf8("x"));
        assertTaken(one, take(new Datagrams.Taken(Optional.of(path), Optional.empty(), Bytes.utf8("x"), 9, false)));
    }
}
