package io.beaconward;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who may import whom: data goes right, imports point left; and which library is at home where. */
class HouseTest {
    private static final String ROOT = "io.beaconward";

    /** For each package those it may import, beside `bytes`, `config` and `metrics`, which all may. */
    private static final Map<String, Set<String>> MAY_IMPORT = new LinkedHashMap<>();

    static {
        MAY_IMPORT.put("tls", Set.of());
        MAY_IMPORT.put("net", Set.of("tls"));
        MAY_IMPORT.put("syslog", Set.of("net"));
        MAY_IMPORT.put("dialect", Set.of("syslog"));
        MAY_IMPORT.put("names", Set.of("dialect"));
        MAY_IMPORT.put("advice", Set.of("syslog", "dialect"));
        MAY_IMPORT.put("watch", Set.of("dialect"));
        MAY_IMPORT.put("counters", Set.of("watch"));
        MAY_IMPORT.put("detect", Set.of("counters", "watch"));
        MAY_IMPORT.put("alert", Set.of("detect"));
        MAY_IMPORT.put("ops", Set.of("tls"));
        MAY_IMPORT.put(
                "cli",
                Set.of("tls", "net", "syslog", "dialect", "names", "advice", "watch", "counters", "detect", "alert"));
    }

    private static final Map<String, String> ONLY_IN = Map.of(
            "com.fasterxml.jackson.dataformat.yaml..", "config",
            "io.micrometer..", "metrics",
            "io.prometheus..", "metrics",
            "net.openhft..", "counters",
            "java.net.http..", "alert",
            "java.sql..", "alert",
            "org.sqlite..", "alert");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void scannedTheHouse() {
        assertThat(CLASSES).hasSizeGreaterThan(30);
        assertThat(MAY_IMPORT.keySet())
                .allSatisfy(name -> assertThat(CLASSES)
                        .as("classes of " + name)
                        .anyMatch(c -> c.getPackageName().equals(ROOT + "." + name)));
    }

    @Test
    void importsPointLeft() {
        MAY_IMPORT.forEach((name, others) -> {
            String[] allowed = java.util.stream.Stream.concat(
                            java.util.stream.Stream.of(name, "bytes", "config", "metrics"), others.stream())
                    .map(p -> ROOT + "." + p)
                    .toArray(String[]::new);
            DescribedPredicate<JavaClass> elsewhere =
                    resideInAnyPackage(ROOT + "..").and(not(resideInAnyPackage(allowed)));
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + "." + name)
                    .should()
                    .dependOnClassesThat(elsewhere)
                    .check(CLASSES);
        });
    }

    @Test
    void whatLiesBelowImportsNothingAbove() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".bytes")
                .should()
                .dependOnClassesThat(resideInAnyPackage(ROOT + "..").and(not(resideInAnyPackage(ROOT + ".bytes"))))
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".config", ROOT + ".metrics")
                .should()
                .dependOnClassesThat(resideInAnyPackage(ROOT + "..")
                        .and(not(resideInAnyPackage(ROOT + ".bytes", ROOT + ".config", ROOT + ".metrics"))))
                .check(CLASSES);
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void librariesStayAtHome() {
        ONLY_IN.forEach((library, home) -> noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + "." + home)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(CLASSES));
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".net", ROOT + ".ops", ROOT + ".tls")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.netty..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT, ROOT + ".cli")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("picocli..")
                .check(CLASSES);
    }

    @Test
    void onlyMainEndsTheProcess() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(ROOT + ".Main")
                .should()
                .callMethod(System.class, "exit", int.class)
                .check(CLASSES);
        noClasses().should().callMethod(Runtime.class, "exit", int.class).check(CLASSES);
    }

    @Test
    void everyPackageIsNullMarked() {
        classes()
                .that()
                .resideInAPackage(ROOT + "..")
                .should(new com.tngtech.archunit.lang.ArchCondition<>("lie in a @NullMarked package") {
                    @Override
                    public void check(JavaClass c, com.tngtech.archunit.lang.ConditionEvents events) {
                        boolean marked = c.getPackage().isAnnotatedWith(org.jspecify.annotations.NullMarked.class);
                        events.add(new com.tngtech.archunit.lang.SimpleConditionEvent(c, marked, c.getName()));
                    }
                })
                .check(CLASSES);
    }
}
