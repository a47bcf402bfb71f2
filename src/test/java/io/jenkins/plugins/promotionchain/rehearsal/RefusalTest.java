package io.jenkins.plugins.promotionchain.rehearsal;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.promotionchain.rehearsal.model.JenkinsfileRejected;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the rehearsal or Jenkins itself does not take is refused with file, line and name, before anything runs. */
class RefusalTest {

    private static void assertRefused(ThrowingCallable reading, int line, String what) {
        assertThatThrownBy(reading)
                .isInstanceOf(JenkinsfileRejected.class)
                .hasMessageStartingWith("Jenkinsfile:" + line + ": ")
                .hasMessageContaining(what);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    triggers { cron('@daily') }              | 'triggers' in 'pipeline'
                    tools { maven 'M3' }                     | 'tools' in 'pipeline'
                    libraries { lib('x') }                   | 'libraries' in 'pipeline'
                    options { quietPeriod(3) }               | 'quietPeriod' in 'options'
                    options { skipStagesAfterUnstable() }    | 'skipStagesAfterUnstable' in 'options'
                    options { }                              | 'options' is empty
                    options { timeout(time: 'x') }           | 'timeout' needs time: a number
                    options { timeout(time: 1, unit: 'EONS') } | 'timeout' needs time: a number
                    options { timeout(time: 1, activity: true) } | 'activity' of 'timeout'
                    options { timestamps(); timestamps() }   | 'timestamps' stands twice in 'options'
                    parameters { file(name: 'F') }           | 'file' in 'parameters'
                    parameters { string(defaultValue: 'x') } | 'string' needs name
                    parameters { string(name: 'S', colour: 'x') } | 'colour' of 'string'
                    parameters { string(name: "${x}") }      | takes only fixed texts
                    parameters { choice(name: 'C') }         | 'choice' needs choices
                    parameters { booleanParam(name: 'B', defaultValue: 'maybe') } | true or false
                    parameters { string(name: 'A'); text(name: 'A') } | two parameters named 'A'
                    post { sometimes { echo 'x' } }          | 'sometimes' is not a condition of 'post'
                    post { notBuilt { echo 'x' } }           | 'notBuilt' is not a condition of 'post'
                    post { always { } }                      | 'always' has no steps
                    post { }                                 | 'post' is empty
                    post { always { echo 'x' }; always { echo 'x' } } | 'always' stands twice in 'post'
                    environment { echo 'x' }                 | 'environment' takes only lines of the form NAME = value
                    environment { A = 'b'; A = 'c' }         | 'environment' assigns A twice
                    environment { A = B }                    | a value in 'environment' is a text
                    environment { A = true ? 'b' : 'c' }     | a value in 'environment' is a text
                    environment { A$ = 'b' }                 | NAME = value
                    environment { A = credentials() }        | 'credentials' takes the id of a credential
                    environment { A = credentials(id) }      | 'credentials' takes the id of a credential
                    environment { }                          | 'environment' is empty
                    agent any                                | 'agent' stands twice in 'pipeline'
                    x = 1                                    | only directives may stand in 'pipeline'
                    foo.bar()                                | only directives may stand in 'pipeline'
                    """)
    void refusesADirectiveOfThePipeline(String directive, String what) {
        assertRefused(() -> Jenkinsfiles.readBesideStages(directive), 3, what);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    tools { maven 'M3' }                     | 'tools' in 'stage'
                    matrix { axes { } }                      | 'matrix' in 'stage'
                    options { disableConcurrentBuilds() }    | 'disableConcurrentBuilds' in 'options'
                    options { retry(3) }                     | 'retry' in 'options'
                    agent { docker 'x' }                     | 'docker' in 'agent'
                    agent { docker { image 'x' } }           | 'docker' in 'agent'
                    agent { node { label 'x' } }             | 'node' in 'agent'
                    agent docker                             | 'docker' in 'agent'
                    agent { }                                | 'agent' is empty
                    agent { label 'a'; label 'b' }           | 'agent' takes one label
                    agent()                                  | 'agent' needs any, none or a block
                    agent { label "${x}" }                   | 'label' needs a fixed text
                    when { changeset '*' }                   | 'changeset' in 'when'
                    when { buildingTag() }                   | 'buildingTag' in 'when'
                    when { triggeredBy 'x' }                 | 'triggeredBy' in 'when'
                    when { not { tag 'x' } }                 | 'tag' in 'when'
                    when { }                                 | 'when' is empty
                    when { beforeInput true }                | 'when' needs a condition
                    when { beforeInput 'x'; branch 'a' }     | 'beforeInput' needs true or false
                    when { not { branch 'a'; branch 'b' } }  | 'not' takes one condition
                    when { allOf { } }                       | 'allOf' is empty
                    when { branch pattern: 'x', comparator: 'SOUNDEX' } | there is no comparator 'SOUNDEX'
                    when { branch pattern: '(', comparator: 'REGEXP' } | '(' is no regular expression
                    when { branch "${x}" }                   | 'branch' needs a fixed text
                    when { environment name: 'X' }           | 'environment' needs value
                    when { environment name: 'X', value: 'y', ignoreCase: true } | 'ignoreCase' of 'environment'
                    when { expression true }                 | 'expression' needs a block
                    when { branch 'a' }; when { branch 'b' } | 'when' stands twice in 'stage'
                    input { message 'x'; submitter 'y' }     | 'submitter' in 'input'
                    input { message 'x'; id 'y' }            | 'id' in 'input'
                    input { ok 'y' }                         | 'input' needs a message
                    input 'x'                                | 'input' needs a block
                    failFast true                            | 'failFast' belongs to a stage with 'parallel'
                    parallel { stage('B') { steps { echo '' } } } | more than one of steps, stages and parallel
                    stages { stage('B') { steps { echo '' } } } | more than one of steps, stages and parallel
                    steps { echo '' }                        | 'steps' stands twice in 'stage'
                    if (true) { }                            | only directives may stand in 'stage'
                    """)
    void refusesADirectiveOfAStage(String directive, String what) {
        assertRefused(() -> Jenkinsfiles.readInStage(directive), 3, what);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    `                                      ` | 'stages' is empty
                    node { echo 'x' }                        | 'node' in 'stages' is not supported
                    stage('A') { }                           | 'stage' is empty
                    stage('A') { post { always { echo '' } } } | stage 'A' needs steps, stages or parallel
                    stage("${A}") { steps { echo '' } }      | 'stage' needs a fixed text
                    stage { steps { echo '' } }              | 'stage' needs a fixed text
                    stage('A') { steps { echo '' } }; stage('A') { steps { echo '' } } | there are two stages named 'A'
                    stage('A') { parallel { stage('B') { steps { echo '' } }; stage('B') { steps { echo '' } } } } | there are two stages named 'B'
                    stage('A') { parallel { stage('B') { parallel { stage('C') { steps { echo '' } } } } } } | 'parallel' within 'parallel'
                    stage('A') { parallel { stage('B') { stages { stage('C') { parallel { stage('D') { steps { echo '' } } } } } } } } | 'parallel' within 'parallel'
                    stage('A') { agent any; parallel { stage('B') { steps { echo '' } } } } | a stage with 'parallel' has no 'agent' of its own
                    stage('A') { failFast 1; parallel { stage('B') { steps { echo '' } } } } | 'failFast' needs true or false
                    stage('A') { steps { } }                 | 'steps' has no steps
                    stage('A') { steps 'x' }                 | 'steps' needs a block
                    stage('A') { steps { x -> echo 'x' } }   | the block of 'steps' takes no parameters
                    stage('A') { steps { -> echo 'x' } }     | the block of 'steps' takes no parameters
                    stage('A') { steps { def x = 1 } }       | only steps may stand in 'steps'; other Groovy belongs into script { }
                    stage('A') { steps { if (x) { echo '' } } } | only steps may stand in 'steps'
                    stage('A') { steps { env.X = 'y' } }     | only steps may stand in 'steps'
                    stage('A') { steps { foo.bar() } }       | only steps may stand in 'steps'
                    stage('A') { steps { dir('x') { def y = 1 } } } | only steps may stand in 'dir'
                    stage('A') { steps { dir('x') { } } }    | 'dir' has no steps
                    stage('A') { steps { script 'x' } }      | 'script' needs a block
                    stage('A') { steps { parallel a: { echo '' } } } | 'parallel' is not supported as a step
                    stage('A') { steps { stage('B') { echo '' } } } | 'stage' is not supported as a step
                    stage('A') { steps { node { echo '' } } } | 'node' is not supported as a step
                    """)
    void refusesStagesAndSteps(String stages, String what) {
        assertRefused(() -> Jenkinsfiles.readStages(stages), 3, what);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    node { echo 'x' }                        | only one 'pipeline' block is supported
                    def x = 1                                | only one 'pipeline' block is supported
                    void f() { }                             | only one 'pipeline' block is supported
                    class X { }                              | only one 'pipeline' block is supported
                    import java.util.List                    | only one 'pipeline' block is supported
                    import static java.lang.Math.max         | only one 'pipeline' block is supported
                    import java.util.*                       | only one 'pipeline' block is supported
                    @Library('x') _                          | only one 'pipeline' block is supported
                    echo 'x'                                 | only one 'pipeline' block is supported
                    pipeline { agent any }                   | 'pipeline' needs 'stages'
                    pipeline { }                             | 'pipeline' is empty
                    pipeline                                 | only one 'pipeline' block is supported
                    pipeline()                               | 'pipeline' needs a block
                    pipeline { stages { stage('A') { steps { echo '' } } } } | 'pipeline' needs an 'agent'
                    pipeline { agent any } }                 | }
                    pipeline { agent any                     | }
                    ``                                       | there is no 'pipeline' block
                    // nothing                               | there is no 'pipeline' block
                    """)
    void refusesWhatIsNoDeclarativePipeline(String text, String what) {
        assertRefused(() -> Jenkinsfiles.read(text), 1, what);
    }

    @Test
    void refusesWhatStandsBesideThePipeline() {
        String pipeline = Jenkinsfiles.withDirectives("stages { stage('A') { steps { echo '' } } }");

        assertRefused(() -> Jenkinsfiles.read(pipeline + "def x = 1"), 5, "nothing beside it");
        assertRefused(() -> Jenkinsfiles.read(pipeline + pipeline), 5, "only one 'pipeline' block");
        assertRefused(() -> Jenkinsfiles.read("class X { }\n" + pipeline), 1, "nothing beside it");
        assertRefused(() -> Jenkinsfiles.read("def helper() { }\n" + pipeline), 1, "nothing beside it");
    }

    @Test
    void namesTheLineOfASyntaxError() {
        assertRefused(
                () -> Jenkinsfiles.readStages("\n stage('A') {\n  steps { echo 'x }\n }"), 5, "expecting ''', found");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    NoSuchClass x = null             | unable to resolve class NoSuchClass
                    def x = 1; def x = 2             | already contains a variable of the name x
                    """)
    void refusesCodeThatGroovyDoesNotCompile(String code, String what) {
        assertRefused(() -> Jenkinsfiles.readStages("stage('A') {\n steps {\n script {\n" + code + "\n} } }"), 6, what);
    }

    @Test
    void namesTheLineOfTheDirectiveNotOfWhatIsAroundIt() {
        assertRefused(
                () -> Jenkinsfiles.readStages("\n stage('A') {\n  steps {\n   echo 'x'\n   def y = 1\n  }\n }"),
                7,
                "only steps may stand in 'steps'");
    }
}
