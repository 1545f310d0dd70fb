package org.socketworkbench.ui.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.socketworkbench.platform.Platform;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.SocketType;
import org.socketworkbench.testing.ThisSystem;

class KindModelTest {
    private final KindModel model = new KindModel(KindModel.Typed.USUAL, family -> family != Family.AF_INET6);
    private final List<Call> made = new ArrayList<>();

    @Test
    void theChosenKindIsWhatSocketIsCalledWith() {
        model.familyProperty().set(Family.AF_UNIX);
        model.typeProperty().set(SocketType.SOCK_DGRAM);
        model.resolve(made::add);
        assertEquals(List.of(new Call.Socket(Family.AF_UNIX, SocketType.SOCK_DGRAM, 0)), made);
    }

    @Test
    void aFamilyThatIsSwitchedOffSaysSoAndCanBeTriedAllTheSame() {
        assertEquals("", model.warningProperty().get());
        model.familyProperty().set(Family.AF_INET6);
        assertTrue(model.warningProperty().get().startsWith("AF_INET6 is switched off on this system"));
        model.resolve(made::add);
        assertEquals(1, made.size());
        model.familyProperty().set(Family.AF_INET);
        assertEquals("", model.warningProperty().get());
    }

    @Test
    void theHostsOfTheFamiliesAreRememberedApart() {
        Platform platform = ThisSystem.platform();
        AddressModel address = new AddressModel(model, true, AddressModel.Typed.usual(platform), platform);
        List<AddressModel.Typed> told = new ArrayList<>();
        address.onTyped(() -> told.add(address.typed()));
        model.familyProperty().set(Family.AF_INET6);
        assertEquals("::1", address.hostProperty().get());
        address.hostProperty().set("::");
        assertTrue(address.warningProperty().get().startsWith(":: is every address"));
        model.familyProperty().set(Family.AF_UNIX);
        model.familyProperty().set(Family.AF_INET);
        assertEquals("127.0.0.1", address.hostProperty().get());
        assertEquals("", address.warningProperty().get());
        assertEquals("127.0.0.1", told.getLast().host4());
        assertEquals("::", told.getLast().host6());
    }
}
