/** Socket Workbench: real socket calls, one at a time, traced, explained and drawn. */
module org.socketworkbench {
    requires atlantafx.base;
    requires com.fasterxml.jackson.core;
    requires info.picocli;
    requires java.desktop;
    requires java.logging;
    requires javafx.controls;
    requires javafx.fxml;
    requires java.management;
    requires java.prefs;
    requires jdk.management;
    requires jdk.unsupported;
    requires jfx.incubator.richtext;
    requires org.commonmark;
    requires org.commonmark.ext.gfm.tables;
    requires org.commonmark.ext.task.list.items;
    requires org.graalvm.polyglot;
    requires org.graalvm.truffle;
    requires org.kordamp.ikonli.feather;
    requires org.kordamp.ikonli.javafx;
    requires static org.jspecify;
    requires org.slf4j;

    provides com.oracle.truffle.api.instrumentation.provider.TruffleInstrumentProvider
            with org.socketworkbench.python.InterruptsProvider;

    opens org.socketworkbench.cli to info.picocli;
    opens org.socketworkbench.ui.calls to javafx.fxml;
    opens org.socketworkbench.ui.client to javafx.fxml;
    opens org.socketworkbench.ui.code to javafx.fxml;
    opens org.socketworkbench.ui.help to javafx.fxml;
    opens org.socketworkbench.ui.lesson to javafx.fxml;
    opens org.socketworkbench.ui.listing to javafx.fxml;
    opens org.socketworkbench.ui.panel to javafx.fxml;
    opens org.socketworkbench.ui.sequence to javafx.fxml;
    opens org.socketworkbench.ui.server to javafx.fxml;
    opens org.socketworkbench.ui.shell to javafx.fxml;
    opens org.socketworkbench.ui.states to javafx.fxml;
    exports org.socketworkbench.ui.sequence to javafx.fxml;
    exports org.socketworkbench.ui.states to javafx.fxml;
    exports org.socketworkbench.ui.support to javafx.controls;
}
