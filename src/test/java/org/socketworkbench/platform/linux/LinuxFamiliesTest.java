package org.socketworkbench.platform.linux;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socketworkbench.socket.Family;

class LinuxFamiliesTest {
    @TempDir
    private Path tables;
    private LinuxFamilies families;

    @BeforeEach
    void read() {
        families = new LinuxFamilies(tables);
    }

    @Test
    void aKernelWithoutAFamilyHasNoTableOfIt() {
        for (Family family : Family.values()) {
            assertFalse(families.has(family), family::toString);
        }
    }

    @Test
    void aTableSaysThatTheFamilyIsThere() throws IOException {
        Files.createFile(tables.resolve("tcp"));
        Files.createFile(tables.resolve("unix"));
        assertTrue(families.has(Family.AF_INET));
        assertTrue(families.has(Family.AF_UNIX));
    }

    @Test
    void ipv6IsThereWhenAnInterfaceHasAnAddressOfIt() throws IOException {
        Path addresses = Files.createFile(tables.resolve("if_inet6"));
        assertFalse(families.has(Family.AF_INET6));
        Files.writeString(addresses, "00000000000000000000000000000001 01 80 10 80       lo\n");
        assertTrue(families.has(Family.AF_INET6));
    }

    @Test
    void thisSystemHasIpv4() {
        assertTrue(LinuxFamilies.ofThisSystem().has(Family.AF_INET));
    }
}
