/** Socket Workbench: real socket calls, one at a time, traced, explained and drawn. */
module org.socketworkbench {
    requires atlantafx.base;
    requires info.picocli;
    requires javafx.controls;
    requires javafx.fxml;
    requires org.kordamp.ikonli.feather;
    requires org.kordamp.ikonli.javafx;
    requires org.slf4j;

    exports org.socketworkbench.ui.sequence to javafx.fxml;
    opens org.socketworkbench.ui.sequence to javafx.fxml;
}
