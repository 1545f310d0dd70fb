package org.socketworkbench.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.socketworkbench.socket.SocketAddress.Inet4;
import org.socketworkbench.socket.SocketAddress.Inet6;
import org.socketworkbench.socket.SocketAddress.Unix;
import org.socketworkbench.testing.Mutations;
import org.socketworkbench.testing.Rounds;

/** Addresses as somebody may type them: whatever that is, it is an address or none, and an address is its own text. */
class AddressFuzzTest {
    private static final int MUTATIONS = Rounds.of(4_000);
    private static final int PORT = 8080;
    private static final List<String> TEXTS =
            List.of("127.0.0.1", "0.0.0.0", "255.255.255.255", "::", "::1", "fe80::1%2",
                    "2001:db8:0:0:1:0:0:1", "::ffff:127.0.0.1", "1:2:3:4:5:6:7:8", "fe80::dead:beef%4294967295",
                    "64:ff9b::192.0.2.33", "/tmp/phone", "@abstract", "", "localhost", "\u001b[2J", "1.2.3.4%5",
                    "a\u00e9\ud83d\ude00");

    @Test
    void everyTextIsAnAddressOrNone() {
        int addresses = 0;
        for (int seed = 0; seed < MUTATIONS; seed++) {
            Mutations mutations = new Mutations(seed);
            String text = mutations.of(mutations.oneOf(TEXTS));
            try {
                addresses += checkInet4(text) + checkInet6(text);
                checkUnix(text);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + seed + ": " + text, e);
            }
        }
        System.out.println(MUTATIONS + " changed addresses: " + addresses + " are one of IP");
        assertTrue(addresses > MUTATIONS / 20, "some are addresses: " + addresses);
    }

    private static int checkInet4(String text) {
        Optional<Inet4> address = Inet4.of(text, PORT);
        address.ifPresent(inet -> assertEquals(text, inet.hostText()));
        return address.isPresent() ? 1 : 0;
    }

    private static int checkInet6(String text) {
        Optional<Inet6> address = Inet6.of(text, PORT);
        address.ifPresent(inet -> assertEquals(address, Inet6.of(inet.hostText(), PORT)));
        return address.isPresent() ? 1 : 0;
    }

    private static void checkUnix(String text) {
        Unix address = Unix.of(text);
        String shown = address.toString();
        assertTrue(shown.codePoints().noneMatch(c -> Character.getType(c) == Character.CONTROL), shown);
        boolean escaped = shown.contains("\\");
        if (!escaped && !address.isUnnamed()) {
            assertEquals(address, Unix.of(shown));
        }
    }

    @Test
    void everyAddressIsReadFromItsText() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < MUTATIONS; i++) {
            Inet4 inet4 = new Inet4(random.nextInt(), PORT);
            assertEquals(Optional.of(inet4), Inet4.of(inet4.hostText(), PORT), inet4.toString());
            // With runs of zeros at every place, and interfaces of every number.
            long high = random.nextLong() & mask(random);
            long low = random.nextLong() & mask(random);
            Inet6 inet6 = new Inet6(high, low, PORT, 0, random.nextBoolean() ? 0 : random.nextInt());
            assertEquals(Optional.of(inet6), Inet6.of(inet6.hostText(), PORT), inet6.toString());
        }
    }

    private static long mask(SplittableRandom random) {
        long mask = 0;
        for (int group = 0; group < 4; group++) {
            mask = mask << 16 | (random.nextBoolean() ? 0xffff : 0);
        }
        return mask;
    }
}
