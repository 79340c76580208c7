package dev.headrace.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Reads the compiled main classes of every module, as the root build leaves them, and holds the design's arrows.
 */
class ArchitectureTest {
    private static final String GENERATED = "dev.headrace.selector.grammar";
    private static final String MAIN_CLASS = "dev.headrace.front.cli.Main";

    private static final JavaClasses MAIN_CLASSES = new ClassFileImporter()
            .importPaths(Stream.of("selector-grammar", "rewriter-core", "fixtures", "proxy-adapter", "proxy-front")
                    .map(module -> Path.of(System.getProperty("headrace.root", ".."), module, "target", "classes"))
                    .toList());

    static List<Module> modules() {
        String selector = "dev.headrace.selector..";
        String rewriter = "dev.headrace.rewriter..";
        String adapter = "dev.headrace.adapter..";
        String front = "dev.headrace.front..";
        String fixtures = "dev.headrace.fixtures..";
        return List.of(
                new Module(selector, List.of()),
                new Module(fixtures, List.of()),
                new Module(rewriter, List.of(selector)),
                new Module(adapter, List.of(rewriter)),
                new Module(front, List.of(adapter, rewriter, selector)));
    }

    /** A module's packages, and those of the modules that it may see. */
    record Module(String packages, List<String> sees) {
        @Override
        public String toString() {
            return packages;
        }
    }

    @ParameterizedTest
    @MethodSource("modules")
    void module_sees_only_what_the_design_allows(Module module) {
        check(classes()
                .that(resideInAPackage(module.packages()))
                .should()
                .onlyDependOnClassesThat(resideOutsideOfPackage("dev.headrace..")
                        .or(resideInAPackage(module.packages()))
                        .or(resideInAnyPackage(module.sees().toArray(String[]::new)))));
    }

    @Test
    void every_class_belongs_to_a_module() {
        String[] known = modules().stream().map(Module::packages).toArray(String[]::new);
        check(classes().should().resideInAnyPackage(known));
    }

    @Test
    void packages_are_free_of_cycles() {
        check(slices().matching("dev.headrace.(**)").should().beFreeOfCycles());
    }

    @Test
    void only_the_main_class_ends_the_process() {
        check(noClasses()
                .that()
                .doNotHaveFullyQualifiedName(MAIN_CLASS)
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "halt", int.class));
    }

    @Test
    void nothing_sleeps() {
        check(noClasses()
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", long.class, int.class));
    }

    @Test
    void nothing_logs_through_java_util_logging() {
        check(noClasses().should().dependOnClassesThat().resideInAPackage("java.util.logging.."));
    }

    @Test
    void static_fields_are_final() {
        check(fields().that()
                .areStatic()
                .and()
                .areDeclaredInClassesThat()
                .resideOutsideOfPackage(GENERATED)
                .should()
                .beFinal());
    }

    @Test
    void packages_are_null_marked() {
        assertThat(MAIN_CLASSES.stream()
                        .map(JavaClass::getPackage)
                        .distinct()
                        .filter(found -> !found.getName().isEmpty())
                        .filter(found -> !found.isAnnotatedWith(NullMarked.class))
                        .map(JavaPackage::getName)
                        .filter(name -> !name.equals(GENERATED)))
                .isEmpty();
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(MAIN_CLASSES);
    }
}
