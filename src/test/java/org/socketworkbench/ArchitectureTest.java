package org.socketworkbench;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Which arrows between packages may exist. A new package is named here before its first class compiles into the
 * product.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // The classes are read once, and forgotten with the test.
class ArchitectureTest {
    private static final String ROOT = "org.socketworkbench";
    private final JavaClasses product = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPath(Path.of("target/classes"));

    /** Each package, and the others of ours that it may use. */
    private static final Map<String, Set<String>> ARROWS = new TreeMap<>(Map.ofEntries(
            Map.entry("messages", Set.of()),
            Map.entry("markdown", Set.of()),
            Map.entry("socket", Set.of("messages")),
            Map.entry("socket.libc", Set.of("socket", "messages")),
            Map.entry("trace", Set.of("socket", "messages")),
            Map.entry("model", Set.of("trace", "socket", "messages")),
            Map.entry("engine", Set.of("trace", "socket", "messages")),
            Map.entry("platform", Set.of("trace", "socket", "messages")),
            Map.entry("platform.linux", Set.of("platform", "trace", "socket", "socket.libc")),
            Map.entry("kernel", Set.of("engine", "platform", "trace", "socket", "messages")),
            Map.entry("turns", Set.of("kernel", "engine", "platform", "trace", "socket")),
            Map.entry("explain", Set.of("model", "trace", "socket", "messages")),
            Map.entry("diagram", Set.of("model", "trace", "socket", "messages")),
            Map.entry("export", Set.of("lesson", "diagram", "model", "trace", "socket", "messages")),
            Map.entry("python", Set.of("engine", "platform", "trace", "socket", "messages")),
            Map.entry("lesson", Set.of("trace", "socket", "markdown", "messages")),
            Map.entry("cli",
                    Set.of("lesson", "turns", "python", "kernel", "engine", "platform", "export", "diagram", "explain",
                            "model",
                            "trace", "socket", "messages")),
            Map.entry("ui.support", Set.of("diagram", "model", "trace", "socket", "messages")),
            Map.entry("ui.panel", view("ui.support")),
            Map.entry("ui.listing", view("ui.panel", "ui.support")),
            Map.entry("ui.calls", view("ui.support")),
            Map.entry("ui.client", view("ui.listing", "ui.panel", "ui.support")),
            Map.entry("ui.server", view("ui.listing", "ui.panel", "ui.support")),
            Map.entry("ui.lesson", view("ui.panel", "ui.support")),
            Map.entry("ui.help", Set.of("markdown", "ui.support", "messages")),
            Map.entry("ui.code", view("ui.support")),
            Map.entry("ui.sequence", view("ui.support")),
            Map.entry("ui.states", view("ui.support")),
            Map.entry("ui.shell",
                    view("kernel", "turns", "ui.calls", "ui.client", "ui.code", "ui.help", "ui.lesson", "ui.listing",
                            "ui.panel",
                            "ui.sequence", "ui.server", "ui.states", "ui.support")),
            Map.entry("app",
                    Set.of("ui.shell", "ui.support", "cli", "lesson", "python", "kernel", "engine", "export", "diagram",
                            "explain", "model", "platform", "platform.linux", "trace", "socket", "messages"))));

    /** A view uses what is below the window, and these others. */
    private static Set<String> view(String... others) {
        Set<String> below =
                Set.of("lesson", "python", "engine", "platform", "export", "diagram", "explain", "model", "trace",
                        "socket", "messages");
        return Stream.concat(below.stream(), Stream.of(others)).collect(Collectors.toSet());
    }

    static Stream<String> packages() {
        return ARROWS.keySet().stream();
    }

    @Test
    void everyClassIsInAPackageThatIsNamedHere() {
        Set<String> unknown = new TreeSet<>();
        product.stream().filter(ArchitectureTest::isOurs).map(ArchitectureTest::part)
                .filter(part -> !ARROWS.containsKey(part)).forEach(unknown::add);
        assertEquals(Set.of(), unknown);
        assertTrue(product.size() > 50, "the product's classes were read");
    }

    @ParameterizedTest
    @MethodSource("packages")
    void aPackageUsesOnlyThoseBelowIt(String from) {
        Set<String> allowed = ARROWS.get(from);
        noClasses().that(are(from))
                .should().dependOnClassesThat(
                        new DescribedPredicate<>("are of ours but neither in " + from + " nor in " + allowed) {
                            @Override
                            public boolean test(JavaClass used) {
                                return isOurs(used) && !part(used).equals(from) && !allowed.contains(part(used));
                            }
                        })
                .allowEmptyShould(true)
                .check(product);
    }

    @Test
    void onlyTheWindowAndWhatStartsItKnowJavaFx() {
        noClasses().that().resideOutsideOfPackages(ROOT + ".ui..", ROOT + ".app..")
                .should().dependOnClassesThat(resideInAnyPackage("javafx..", "atlantafx..", "org.kordamp.."))
                .check(product);
    }

    @Test
    void onlySocketLibcUsesForeignCode() {
        noClasses().that().resideOutsideOfPackage(ROOT + ".socket.libc")
                .should().dependOnClassesThat(resideInAnyPackage("java.lang.foreign.."))
                .check(product);
        // And there it is seen to be used, so that the rule above looks at something.
        classes().that().haveSimpleName("LibC").should().dependOnClassesThat(resideInAnyPackage("java.lang.foreign.."))
                .check(product);
    }

    @Test
    void onlyTheProgramsStartChoosesASystem() {
        noClasses().that().resideOutsideOfPackages(ROOT + ".app", ROOT + ".platform.linux", ROOT + ".socket.libc")
                .should().dependOnClassesThat(resideInAnyPackage(ROOT + ".platform.linux", ROOT + ".socket.libc"))
                .check(product);
        classes().that().haveSimpleName("Main").and().resideInAPackage(ROOT + ".app")
                .should().dependOnClassesThat(resideInAnyPackage(ROOT + ".platform.linux")).check(product);
    }

    /** A compiled class does not show which strings it uses, so the sources are read. */
    @Test
    void onlyThePortToLinuxKnowsItsFiles() throws IOException {
        Path sources = Path.of("src/main/java", ROOT.replace('.', '/'));
        Path linux = sources.resolve("platform/linux");
        Pattern ofLinux = Pattern.compile("\"/(proc|sys|etc|dev)\\b|/proc/");
        Set<String> elsewhere = new TreeSet<>();
        int inThePort = 0;
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file : files.filter(file -> file.toString().endsWith(".java")).toList()) {
                if (ofLinux.matcher(Files.readString(file)).find()) {
                    if (file.startsWith(linux)) {
                        inThePort++;
                    } else {
                        elsewhere.add(file.toString());
                    }
                }
            }
        }
        assertEquals(Set.of(), elsewhere);
        assertTrue(inThePort > 0, "the rule looks for something that is there");
    }

    /** All others are given what is remembered, and a test is given what it may forget. */
    @Test
    void onlyTheRealWindowReadsTheUsersPreferences() {
        noClasses().that().doNotHaveSimpleName("UserPreferences")
                .should().dependOnClassesThat(resideInAnyPackage("java.util.prefs")).check(product);
        noClasses().that().doNotHaveSimpleName("MainWindow")
                .should().dependOnClassesThat().haveSimpleName("UserPreferences").check(product);
    }

    @Test
    void noCallGoesPastTheTracedOnes() {
        noClasses().should().dependOnClassesThat()
                .haveNameMatching(
                        "java\\.net\\.(Server|Datagram)?Socket|java\\.nio\\.channels\\..*(Socket|Datagram)Channel")
                .check(product);
    }

    @Test
    void packagesFormNoCycles() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(product);
    }

    private static DescribedPredicate<JavaClass> are(String part) {
        return new DescribedPredicate<>("are in " + part) {
            @Override
            public boolean test(JavaClass type) {
                return isOurs(type) && part(type).equals(part);
            }
        };
    }

    private static boolean isOurs(JavaClass type) {
        return type.getBaseComponentType().getPackageName().startsWith(ROOT);
    }

    /** {@code socket.libc} for org.socketworkbench.socket.libc. */
    private static String part(JavaClass type) {
        String name = type.getBaseComponentType().getPackageName();
        return name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1);
    }
}
