package org.socketworkbench.ui.panel;

import atlantafx.base.theme.Styles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javafx.beans.value.ObservableValue;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.model.DescriptorState;
import org.socketworkbench.socket.CText;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketOption;
import org.socketworkbench.socket.SocketOption.Format;
import org.socketworkbench.socket.SocketType;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.ui.support.Choices;
import org.socketworkbench.ui.support.Shown;

/** The chosen socket's settings: whether its calls wait, and its options, read from the kernel and set. */
public final class OptionsController {
    private static final Messages TEXT = Messages.of(OptionsController.class);

    private final ParticipantModel model;

    @FXML private Label modeNow;
    @FXML private ComboBox<BlockingMode> mode;
    @FXML private TextField seconds;
    @FXML private Label secondsUnit;
    @FXML private Button setMode;
    /** Empty stands for an option that is given by its numbers. */
    @FXML private ComboBox<Optional<SocketOption>> option;
    @FXML private HBox byNumber;
    @FXML private TextField level;
    @FXML private TextField optionNumber;
    @FXML private Label optionAnswer;
    @FXML private CheckBox lingerOn;
    @FXML private Label valueLabel;
    @FXML private TextField value;
    @FXML private Label valueUnit;
    @FXML private Button getsockopt;
    @FXML private Button setsockopt;
    @FXML private Label optionsProblem;

    public OptionsController(ParticipantModel model) {
        this.model = model;
    }

    @FXML
    private void initialize() {
        CallButtons.follow(model, setMode, getsockopt, setsockopt);
        mode.getItems().setAll(BlockingMode.values());
        mode.setValue(BlockingMode.BLOCKING);
        setMode.textProperty().bind(mode.valueProperty().map(BlockingMode::call));
        ObservableValue<Boolean> timed = mode.valueProperty().map(BlockingMode.TIMEOUT::equals);
        Shown.when(timed, seconds, secondsUnit);
        Choices.name(option,
                choice -> choice.map(SocketOption::name).orElseGet(() -> TEXT.text("options.other")));
        ObservableValue<Format> format =
                option.valueProperty().map(choice -> choice.map(SocketOption::format).orElse(Format.INT));
        Shown.when(option.valueProperty().map(Optional::isEmpty), byNumber);
        Shown.when(format.map(Format.LINGER::equals), lingerOn);
        Shown.when(format.map(now -> now == Format.INT || now == Format.TIMEVAL), valueLabel);
        Shown.when(format.map(now -> now != Format.STRUCT), value, setsockopt);
        Shown.when(format.map(now -> now == Format.LINGER || now == Format.TIMEVAL), valueUnit);
        Shown.whileItSays(optionsProblem);
        List.of(seconds, level, optionNumber, value).forEach(field -> field.textProperty().addListener(o -> {
            field.pseudoClassStateChanged(Styles.STATE_DANGER, false);
            optionsProblem.setText("");
        }));
        option.valueProperty().addListener(o -> optionAnswer.setText(""));
        model.targetProperty().addListener(o -> {
            optionAnswer.setText("");
            showSocket();
        });
        model.revisionProperty().addListener(o -> showSocket());
        model.lastReturnProperty().addListener((o, before, returned) -> showAnswer(returned));
        showOptions();
        option.setValue(option.getItems().getFirst());
        showSocket();
        showAnswer(model.lastReturnProperty().get());
    }

    @FXML
    private void setMode() {
        switch (mode.getValue()) {
            case BLOCKING -> model.makeOnTarget(fd -> new Call.SetBlocking(fd, true));
            case NON_BLOCKING -> model.makeOnTarget(fd -> new Call.SetBlocking(fd, false));
            case TIMEOUT -> {
                OptionalLong nanos = Seconds.nanos(seconds.getText());
                if (nanos.isPresent()) {
                    model.makeOnTarget(fd -> new Call.SetTimeout(fd, nanos.getAsLong()));
                } else {
                    tell(seconds, TEXT.text("mode.seconds.problem", seconds.getText().strip()));
                }
            }
        }
    }

    @FXML
    private void getSockOpt() {
        try {
            SocketOption chosen = chosen();
            model.makeOnTarget(fd -> new Call.GetSockOpt(fd, chosen));
        } catch (OptionText.Malformed e) {
            tell(isNumber(level) ? optionNumber : level, e.getMessage());
        }
    }

    @FXML
    private void setSockOpt() {
        SocketOption chosen;
        try {
            chosen = chosen();
        } catch (OptionText.Malformed e) {
            tell(isNumber(level) ? optionNumber : level, e.getMessage());
            return;
        }
        try {
            var typed = OptionText.value(chosen, value.getText(), lingerOn.isSelected());
            model.makeOnTarget(fd -> new Call.SetSockOpt(fd, chosen, typed));
        } catch (OptionText.Malformed e) {
            tell(value, e.getMessage());
        }
    }

    private SocketOption chosen() throws OptionText.Malformed {
        return option.getValue().isPresent() ? option.getValue().get()
                : new SocketOption(OptionText.number(level.getText()), OptionText.number(optionNumber.getText()));
    }

    private static boolean isNumber(TextField field) {
        try {
            OptionText.number(field.getText());
            return true;
        } catch (OptionText.Malformed e) {
            return false;
        }
    }

    private void tell(Node field, String what) {
        field.pseudoClassStateChanged(Styles.STATE_DANGER, true);
        optionsProblem.setText(what);
    }

    private void showSocket() {
        DescriptorState socket = model.targetProperty().get();
        modeNow.setText(socket == null || !socket.isOpen() ? TEXT.text("mode.now.none")
                : TEXT.text("mode.now", Integer.toString(socket.fd()), BlockingMode.of(socket)));
        showOptions();
    }

    private void showOptions() {
        DescriptorState socket = model.targetProperty().get();
        List<Optional<SocketOption>> fitting = new ArrayList<>();
        SocketOption.NAMED.values().stream().filter(named -> fits(named, socket)).map(Optional::of)
                .forEach(fitting::add);
        fitting.add(Optional.empty());
        if (!fitting.equals(option.getItems())) {
            Optional<SocketOption> before = option.getValue();
            option.getItems().setAll(fitting);
            option.setValue(fitting.contains(before) ? before : fitting.getFirst());
        }
    }

    /** Whether an option applies to a socket; by number, any option can be tried on any socket. */
    private static boolean fits(SocketOption option, DescriptorState socket) {
        if (socket == null) {
            return true;
        }
        return switch (option.level()) {
            case SocketOption.IPPROTO_TCP ->
                socket.family() != Family.AF_UNIX && socket.type() == SocketType.SOCK_STREAM;
            case SocketOption.IPPROTO_IP -> socket.family() != Family.AF_UNIX;
            case SocketOption.IPPROTO_IPV6 -> socket.family() == Family.AF_INET6;
            default -> true;
        };
    }

    private void showAnswer(TraceEvent.CallReturned returned) {
        if (returned == null) {
            optionAnswer.setText("");
        } else if (returned.call() instanceof Call.GetSockOpt || returned.call() instanceof Call.SetSockOpt) {
            optionAnswer.setText(
                    returned.outcome() instanceof Outcome.OptionRead(var read) ? TEXT.text("options.read", read)
                            : TEXT.text("options.answered", returned.call().word(), CText.of(returned.outcome())));
        }
    }
}
