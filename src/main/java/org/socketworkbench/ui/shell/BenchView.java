package org.socketworkbench.ui.shell;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.event.Event;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.javafx.FontIcon;
import org.socketworkbench.engine.Participant;
import org.socketworkbench.explain.Explainer;
import org.socketworkbench.lesson.Lesson;
import org.socketworkbench.lesson.Lessons;
import org.socketworkbench.lesson.Prediction;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.platform.Platform;
import org.socketworkbench.python.OwnPair;
import org.socketworkbench.python.OwnProgram;
import org.socketworkbench.python.PythonEngine;
import org.socketworkbench.trace.Role;
import org.socketworkbench.trace.TraceEvent.Note;
import org.socketworkbench.trace.TraceEvent.ParticipantCame;
import org.socketworkbench.trace.TraceLog;
import org.socketworkbench.ui.calls.CallsController;
import org.socketworkbench.ui.calls.HappenedController;
import org.socketworkbench.ui.client.ClientController;
import org.socketworkbench.ui.listing.ProgramModel;
import org.socketworkbench.ui.listing.ProgramModel.Draft;
import org.socketworkbench.ui.listing.ProgramPane;
import org.socketworkbench.ui.listing.UnsavedQuestion;
import org.socketworkbench.ui.panel.AddressModel;
import org.socketworkbench.ui.panel.GuideController;
import org.socketworkbench.ui.panel.KindModel;
import org.socketworkbench.ui.panel.LessonModel;
import org.socketworkbench.ui.panel.NextStep;
import org.socketworkbench.ui.panel.ParticipantModel;
import org.socketworkbench.ui.sequence.BesideController;
import org.socketworkbench.ui.sequence.Sequence;
import org.socketworkbench.ui.server.ServerController;
import org.socketworkbench.ui.support.AllControls;
import org.socketworkbench.ui.support.Fxml;
import org.socketworkbench.ui.support.Preferences;
import org.socketworkbench.ui.support.View;

/** The Workbench tab of one session: the server's panel, the clients' panels, the calls, and what happened. */
final class BenchView implements View {
    private static final Messages TEXT = Messages.of(BenchView.class);
    private static final int CLIENTS_AT_MOST = 16;
    private static final double CALLS_SHARE = 0.64;
    private static final double PANELS_SHARE = 0.66;
    /** Without the list of calls, what happened needs few lines. */
    private static final double PANELS_SHARE_FOR_CLASS = 0.68;
    private static final double SERVER_SHARE = 0.33;
    private static final double HALF = 0.5;
    /** From this width on, in the size of the text, there is room for a picture between the panels. */
    private static final double ROOM = 78;
    /** The same while all controls are shown. */
    private static final double ROOM_FOR_ALL = 115;

    private final Session session;
    private final Platform platform;
    private final SplitPane root;
    private final SplitPane panels = new SplitPane();
    private final Parent picture;
    private final InvalidationListener whenMoreIsShown = o -> putPictureBetween();
    private final InvalidationListener whenAClassLooks = o -> divide();
    private final TabPane clients = new TabPane();
    private final Button addClient = new Button();
    private final List<ParticipantModel> models = new ArrayList<>();
    private final List<ProgramPane> programs = new ArrayList<>();
    private final PythonEngine python;
    private final Preferences preferences;
    private final Explainer explainer = new Explainer();
    private final CallsController calls;
    private final HappenedController happened;
    private final AddressModel serverAddress;
    private final LessonModel lessons;
    private final NextStep next;
    private final Sequence sequence;
    private final BesideController beside;
    private final GuideController guide;
    private final LessonSide lessonSide;
    private AddressModel.Typed clientsTyped;
    private int clientNumber;
    private final AllControls all;
    private final ObservableList<String> programNames = FXCollections.observableArrayList();
    private final ReadOnlyBooleanWrapper hasProgram = new ReadOnlyBooleanWrapper();
    private final Losses losses;
    private Optional<PairRun> pair = Optional.empty();
    private final ReadOnlyIntegerWrapper chosenClient = new ReadOnlyIntegerWrapper();
    private final ReadOnlyIntegerWrapper lineBreakpoints = new ReadOnlyIntegerWrapper();

    /** The last input in the address fields of the server and of a client, and the programs of the visible panels. */
    record Typed(AddressModel.Typed server, AddressModel.Typed client, Optional<Draft> serverProgram,
            Optional<Draft> clientProgram) {
        static Typed usual(Platform platform) {
            AddressModel.Typed address = AddressModel.Typed.usual(platform);
            return new Typed(address, address, Optional.empty(), Optional.empty());
        }

        Typed withoutPrograms() {
            return new Typed(server, client, Optional.empty(), Optional.empty());
        }
    }

    /** Asks before calls are lost. */
    @FunctionalInterface
    interface Losses {
        /**
         * Does something, unless the user wants to keep what would be lost by it.
         *
         * @param isLost whether anything would be lost
         * @param what   what that is, in a sentence or two
         */
        void unlessLost(boolean isLost, String what, Runnable then);
    }

    /** Shows the participants of a recorded trace; in a live session a server and a client join. */
    BenchView(Session session, Platform platform, PythonEngine python, Preferences preferences, AllControls all,
            Typed typed, Consumer<Lesson.Link> follow, Consumer<Lesson> begin, Losses losses) {
        this.losses = losses;
        this.all = all;
        this.session = session;
        this.platform = platform;
        this.python = python;
        this.preferences = preferences;
        lessons = new LessonModel(session.feed(), session instanceof LiveSession live
                ? (who, prediction) -> letGo(live, who, prediction) : LessonModel.Hold.NOTHING);
        next = new NextStep(session.feed(), lessons);
        sequence = new Sequence(session.feed());
        beside = new BesideController(session.feed(), sequence, session.selection());
        guide = new GuideController(session.feed(), next, lessons, preferences, follow,
                session instanceof RecordedSession);
        serverAddress =
                new AddressModel(new KindModel(typed.server().kind(), platform::has), true, typed.server(), platform);
        clientsTyped = typed.client();
        List<ParticipantModel> cast = switch (session) {
            case LiveSession live -> List.of(join(live, TEXT.text("bench.server"), Role.SERVER));
            case RecordedSession recorded -> castOf(recorded);
        };
        ParticipantModel server = cast.getFirst();
        calls = new CallsController(session.feed(), session.selection(), explainer, all);
        happened = new HappenedController(session.feed(), session.selection(), explainer, preferences, all);
        panels.getItems().addAll(
                scrolling(all.in(Fxml.load(new ServerController(server, serverAddress,
                        programOf(server, serverAddress, OwnProgram.Side.SERVER), all)))),
                clientSide());
        picture = Fxml.load(beside);
        panels.widthProperty().addListener(o -> putPictureBetween());
        all.shownProperty().addListener(whenMoreIsShown);
        addClient.fontProperty().addListener(o -> putPictureBetween());
        panels.getStyleClass().add("panels");
        Parent list = all.in(Fxml.load(calls));
        SplitPane story = new SplitPane(list, Fxml.load(happened));
        story.setDividerPositions(CALLS_SHARE);
        all.aside(story, list);
        root = new SplitPane(panelsAndGuide(), story);
        root.setOrientation(Orientation.VERTICAL);
        divide();
        all.projectorProperty().addListener(whenAClassLooks);
        cast.stream().skip(1).forEach(this::show);
        if (session instanceof LiveSession live) {
            addClient(live);
        }
        lessonSide = new LessonSide(session.feed(), lessons, preferences, all, root, begin, follow);
        if (session instanceof RecordedSession recorded) {
            reviewed(recorded.log()).ifPresent(lessons::review);
            lessonSide.began();
        }
        typed.serverProgram().ifPresent(programs.getFirst().program()::goOnWith);
        typed.clientProgram().ifPresent(programs.getLast().program()::goOnWith);
    }

    @Override
    public Parent root() {
        return lessonSide.whole();
    }

    /** The lesson in which something was predicted in this trace, if it is one of the workbench's own. */
    private static Optional<Lesson> reviewed(TraceLog log) {
        return IntStream.range(0, log.size()).mapToObj(log::get)
                .flatMap(event -> event instanceof Note note && note.kind() == Note.Kind.PREDICTION
                        ? Prediction.of(note.text()).stream() : Stream.empty())
                .findFirst().map(Prediction::lesson).filter(Lessons.ids()::contains).map(Lessons::named);
    }

    /** Shows the catalogue of lessons beside the stage. */
    void showLessons() {
        lessonSide.openCatalogue();
    }

    private static void letGo(LiveSession live, String who, Optional<String> prediction) {
        live.workbench().cast().stream().filter(one -> one.name().equals(who)).findFirst()
                .ifPresent(one -> prediction.ifPresentOrElse(one::predict,
                        () -> live.workbench().gate().step(one.id())));
    }

    Typed typed() {
        return new Typed(serverAddress.typed(), clientsTyped, programs.getFirst().program().draft(),
                clientInFront().flatMap(ProgramModel::draft));
    }

    /** The programs that a new session does not keep. */
    List<ProgramModel> programsThatEnd() {
        return programs().stream().skip(1).filter(program -> clientInFront().filter(program::equals).isEmpty())
                .toList();
    }

    /** Empty if every client has been sent away. */
    private Optional<ProgramModel> clientInFront() {
        int index = clients.getSelectionModel().getSelectedIndex();
        return index < 0 ? Optional.empty() : Optional.of(programs.get(1 + index).program());
    }

    /** The programs of all panels, the server's first. */
    List<ProgramModel> programs() {
        return programs.stream().map(ProgramPane::program).toList();
    }

    /** Begins a lesson, with as many clients as take part in it; its programs run one at a time. */
    void begin(LiveSession live, Lesson lesson) {
        while (models.size() < lesson.cast().size()) {
            addClient(live);
        }
        clients.getSelectionModel().selectFirst();
        List<Integer> running = new ArrayList<>();
        for (int i = 0; i < models.size(); i++) {
            ProgramModel panel = programs.get(i).program();
            ParticipantModel model = models.get(i);
            lesson.program(model.name()).ifPresent(program -> {
                panel.take(program.file(), program.text(), lesson.lines(program.who()));
                running.add(model.id());
            });
        }
        lessons.begin(lesson);
        lessonSide.began();
        if (!running.isEmpty()) {
            live.startInTurns(running, this::startProgram);
        }
    }

    private void startProgram(int participant) {
        for (int i = 0; i < models.size(); i++) {
            if (models.get(i).id() == participant) {
                whenReady(models.get(i), programs.get(i).program()::run);
            }
        }
    }

    /** The file names of the programs, each once, in the order of the panels. */
    ObservableList<String> programNames() {
        return programNames;
    }

    /**
     * Loads programs that talk with one another, for as many clients as they need, and starts the server's, which waits
     * at the gate if that is closed.
     */
    void load(LiveSession live, OwnPair chosen, Runnable whenClientsStart) {
        while (clients.getTabs().size() < chosen.clients()) {
            addClient(live);
        }
        clients.getSelectionModel().selectFirst();
        ProgramModel server = programs.getFirst().program();
        List<ProgramModel> callers = programs().subList(1, 1 + chosen.clients());
        callers.forEach(caller -> caller.load(chosen.client(), () -> {}));
        PairRun run = new PairRun(models.getFirst(), server, callers, whenClientsStart);
        pair = Optional.of(run);
        server.load(chosen.server(), () -> whenReady(models.getFirst(), run::start));
    }

    /** A participant that has just come is not ready before the trace says so. */
    private static void whenReady(ParticipantModel who, Runnable action) {
        if (who.busyProperty().get()) {
            who.afterwards(action);
        } else {
            action.run();
        }
    }

    /** Starts those of the loaded programs again that have ended. */
    void goOn() {
        pair.ifPresent(PairRun::start);
    }

    /** The panel for a program: for a client's, one that has no program. Empty if the server runs one. */
    Optional<ProgramModel> panelFor(LiveSession live, OwnProgram.Side side) {
        return switch (side) {
            case SERVER -> models.getFirst().programRunsProperty().get() ? Optional.empty()
                    : Optional.of(programs.getFirst().program());
            case CLIENT -> clientInFront().filter(client -> client.nameProperty().get().isEmpty()).or(() -> {
                if (addClient.isDisabled()) {
                    return Optional.empty();
                }
                addClient(live);
                return clientInFront();
            });
        };
    }

    /** The session's sequence diagram. */
    Sequence sequence() {
        return sequence;
    }

    /** Whether a program is open in any panel. */
    ReadOnlyBooleanProperty hasProgramProperty() {
        return hasProgram.getReadOnlyProperty();
    }

    /** How many lines of the programs have a breakpoint. */
    ReadOnlyIntegerProperty lineBreakpointsProperty() {
        return lineBreakpoints.getReadOnlyProperty();
    }

    /** The number of the client whose panel is in front. */
    ReadOnlyIntegerProperty chosenClientProperty() {
        return chosenClient.getReadOnlyProperty();
    }

    /** Ends every connection to the trace. */
    @Override
    public void close() {
        models.forEach(ParticipantModel::close);
        programs.forEach(ProgramPane::close);
        calls.close();
        happened.close();
        guide.close();
        lessonSide.close();
        beside.close();
        all.shownProperty().removeListener(whenMoreIsShown);
        all.projectorProperty().removeListener(whenAClassLooks);
        next.close();
        lessons.close();
    }

    /** The picture stands between server and clients if there is room for it. */
    private void putPictureBetween() {
        double ems = panels.getWidth() / addClient.getFont().getSize();
        boolean fits = ems >= (all.shownProperty().get() ? ROOM_FOR_ALL : ROOM);
        if (fits && !panels.getItems().contains(picture)) {
            panels.getItems().add(1, picture);
            panels.setDividerPositions(SERVER_SHARE, 1 - SERVER_SHARE);
        } else if (!fits && panels.getItems().remove(picture)) {
            panels.setDividerPositions(HALF);
        }
    }

    private void divide() {
        root.setDividerPositions(all.projectorProperty().get() ? PANELS_SHARE_FOR_CLASS : PANELS_SHARE);
    }

    private Parent panelsAndGuide() {
        BorderPane both = new BorderPane(panels);
        both.setBottom(Fxml.load(guide));
        return both;
    }

    private Parent clientSide() {
        clients.getStyleClass().add("clients");
        clients.getSelectionModel().selectedItemProperty().addListener((o, before, now) -> {
            if (now != null) {
                chosenClient.set((Integer) now.getUserData());
            }
        });
        clients.setTabClosingPolicy(session instanceof LiveSession
                ? TabPane.TabClosingPolicy.ALL_TABS : TabPane.TabClosingPolicy.UNAVAILABLE);
        addClient.setGraphic(new FontIcon("fth-plus"));
        addClient.setAccessibleText(TEXT.text("bench.client.add"));
        addClient.setTooltip(new Tooltip(TEXT.text("bench.client.add")));
        addClient.setId("addClient");
        addClient.getStyleClass().addAll("button-icon", "flat", "dense");
        switch (session) {
            case LiveSession live -> addClient.setOnAction(e -> addClient(live));
            case RecordedSession recorded -> addClient.setVisible(false);
        }
        StackPane side = new StackPane(clients, addClient);
        StackPane.setAlignment(addClient, Pos.TOP_RIGHT);
        return side;
    }

    private void addClient(LiveSession live) {
        clientNumber++;
        show(join(live, TEXT.text("bench.client", Integer.toString(clientNumber)), Role.CLIENT));
    }

    private void show(ParticipantModel model) {
        // The next client usually calls the same address as this one.
        AddressModel address =
                new AddressModel(new KindModel(clientsTyped.kind(), platform::has), false, clientsTyped, platform);
        address.onTyped(() -> clientsTyped = address.typed());
        ProgramPane program = programOf(model, address, OwnProgram.Side.CLIENT);
        Tab tab =
                new Tab(model.name(), scrolling(all.in(Fxml.load(new ClientController(model, address, program, all)))));
        tab.setUserData(model.id());
        ClientTab.follow(tab, model);
        tab.setOnCloseRequest(e -> {
            e.consume();
            losses.unlessLost(session.unsaved().hasCallsOf(model.id()), TEXT.text("lost.client", model.name()), () -> {
                if (UnsavedQuestion.mayGo(root().getScene().getWindow(), List.of(program.program()), preferences)) {
                    clients.getTabs().remove(tab);
                    Event.fireEvent(tab, new Event(Tab.CLOSED_EVENT));
                }
            });
        });
        tab.setOnClosed(e -> {
            models.remove(model);
            programs.remove(program);
            program.close();
            showWhetherThereIsAProgram();
            countBreakpoints();
            model.leave();
            model.close();
            addClient.setDisable(false);
        });
        clients.getTabs().add(tab);
        clients.getSelectionModel().select(tab);
        addClient.setDisable(clients.getTabs().size() >= CLIENTS_AT_MOST);
    }

    private ProgramPane programOf(ParticipantModel model, AddressModel address, OwnProgram.Side side) {
        ProgramPane program =
                new ProgramPane(model, address, side, python, preferences, session.feed(), session.selection(),
                        explainer, all);
        programs.add(program);
        program.program().nameProperty().addListener(o -> showWhetherThereIsAProgram());
        program.program().revisionProperty().addListener(o -> countBreakpoints());
        return program;
    }

    private void showWhetherThereIsAProgram() {
        List<String> names = programs().stream().map(program -> program.nameProperty().get())
                .filter(name -> !name.isEmpty()).distinct().toList();
        programNames.setAll(names);
        hasProgram.set(!names.isEmpty());
    }

    private void countBreakpoints() {
        lineBreakpoints.set(programs().stream().mapToInt(program -> program.breakpoints().size()).sum());
    }

    private ParticipantModel join(LiveSession live, String name, Role role) {
        Participant participant = live.workbench().add(name, role);
        return known(ParticipantModel.of(participant, live.workbench(), session.feed(), next));
    }

    /** The participants of a finished trace, with a server first; it goes on the left. */
    private List<ParticipantModel> castOf(RecordedSession recorded) {
        List<ParticipantCame> cast = IntStream.range(0, recorded.log().size()).mapToObj(recorded.log()::get)
                .filter(ParticipantCame.class::isInstance)
                .map(ParticipantCame.class::cast)
                .sorted(Comparator.comparing(ParticipantCame::role))
                .toList();
        return cast.isEmpty() ? List.of(recorded(0, TEXT.text("bench.server")))
                : cast.stream().map(came -> recorded(came.participant(), came.name())).toList();
    }

    private ParticipantModel recorded(int id, String name) {
        return known(ParticipantModel.recorded(id, name, session.feed()));
    }

    private ParticipantModel known(ParticipantModel model) {
        models.add(model);
        return model;
    }

    /** On a small screen, or with large text, a panel scrolls instead of being cut off. */
    private static ScrollPane scrolling(Parent panel) {
        ScrollPane pane = new ScrollPane(panel);
        pane.setFitToWidth(true);
        pane.setFitToHeight(true);
        pane.setHbarPolicy(ScrollPane.ScrollBarPolicy.AS_NEEDED);
        pane.getStyleClass().add("edge-to-edge");
        return pane;
    }
}
