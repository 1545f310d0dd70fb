/** Socket Workbench: real socket calls, one at a time, traced, explained and drawn. */
module org.socketworkbench {
    requires atlantafx.base;
    requires info.picocli;
    requires javafx.controls;
    requires javafx.fxml;
    requires org.kordamp.ikonli.feather;
    requires org.kordamp.ikonli.javafx;
    requires org.slf4j;
}
