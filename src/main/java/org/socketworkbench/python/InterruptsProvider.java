package org.socketworkbench.python;

import com.oracle.truffle.api.instrumentation.TruffleInstrument;
import com.oracle.truffle.api.instrumentation.provider.TruffleInstrumentProvider;
import java.util.Collection;
import java.util.List;

/** Registers {@link Interrupts} with Truffle. */
@TruffleInstrument.Registration(id = Interrupts.ID, name = "Interrupts", services = Interrupts.class)
public final class InterruptsProvider extends TruffleInstrumentProvider {
    @Override
    protected String getInstrumentClassName() {
        return Interrupts.class.getName();
    }

    @Override
    protected Object create() {
        return new Interrupts();
    }

    @Override
    protected Collection<String> getServicesClassNames() {
        return List.of(Interrupts.class.getName());
    }
}
