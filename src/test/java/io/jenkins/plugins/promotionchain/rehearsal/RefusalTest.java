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
                    options { timeout(time: 'x') }           | 'timeout' needs time: a number above 0
                    options { timeout(time: 1, unit: 'EONS') } | 'timeout' needs time: a number above 0
                    options { timeout(time: 1, activity: true) } | 'activity' of 'timeout'
                    options { timeout(5); timeout(6) }       | 'timeout' stands twice in 'options'
                    options { timestamps() }; options { timestamps() } | 'options' stands twice in 'pipeline'
                    environment { A = 'b' }; environment { B = 'b' } | 'environment' stands twice in 'pipeline'
                    parameters { text(name: 'A') }; parameters { text(name: 'B') } | 'parameters' stands twice in 'pipeline'
                    post { always { echo 'x' } }; post { always { echo 'x' } } | 'post' stands twice in 'pipeline'
                    stages { stage('B') { steps { echo 'x' } } }; stages { stage('C') { steps { echo 'x' } } } | 'stages' stands twice in 'pipeline'
                    options { timeout(time: 1, time: 2) }    | Duplicate named parameter 'time'
                    options { timestamps(); timestamps() }   | 'timestamps' stands twice in 'options'
                    options { timeout(5, 6) }                | 'timeout' takes its arguments by name: time, unit
                    options { timeout(5, unit: 'HOURS') }    | 'timeout' takes its arguments by name
                    options { timeout(0) }                   | 'timeout' needs time: a number above 0
                    options { timeout('5') }                 | 'timeout' needs time: a number above 0
                    options { timeout(time: 99999999999, unit: 'DAYS') } | 'timeout' needs time: a number above 0
                    options { timestamps(quiet: true) }      | 'timestamps' takes no arguments
                    options { timestamps { } }               | 'timestamps' takes no arguments
                    options { disableConcurrentBuilds('x') } | 'disableConcurrentBuilds' takes its arguments by name: abortPrevious
                    options { disableConcurrentBuilds(abort: true) } | 'abort' of 'disableConcurrentBuilds'
                    options { skipDefaultCheckout('x') }     | 'skipDefaultCheckout' needs true or false
                    options { ansiColor() }                  | 'ansiColor' needs a fixed text
                    options { buildDiscarder('x') }          | 'buildDiscarder' takes logRotator(…)
                    options { buildDiscarder(logRotator(keep: '5')) } | 'keep' of 'logRotator'
                    options('x') { timestamps() }            | 'options' takes no arguments, only a block
                    parameters { file(name: 'F') }           | 'file' in 'parameters'
                    parameters { string(defaultValue: 'x') } | 'string' needs name
                    parameters { string(name: 'S', colour: 'x') } | 'colour' of 'string'
                    parameters { string('S') }               | 'string' takes its arguments by name: defaultValue, description, name, trim
                    parameters { string('x', name: 'S') }    | 'string' takes its arguments by name
                    parameters { string(name: 'S') { } }     | 'string' takes its arguments by name
                    parameters { string(name: 'S', defaultValue: 5) } | 'defaultValue' of 'string' is a text
                    parameters { string(name: 'S', trim: 'yes') } | 'trim' of 'string' is true or false
                    parameters { string(name: 'S', description: 5) } | 'description' of 'string' is a text
                    parameters { string(name: '') }          | 'string' needs name
                    parameters { password(name: 'S', trim: true) } | 'trim' of 'password'
                    parameters { string(name: "${x}") }      | takes only fixed texts
                    parameters { choice(name: 'C') }         | 'choice' needs choices
                    parameters { booleanParam(name: 'B', defaultValue: 'true') } | 'defaultValue' of 'booleanParam' is true or false
                    parameters { string(name: 'A'); text(name: 'A') } | two parameters named 'A'
                    post { sometimes { echo 'x' } }          | 'sometimes' is not a condition of 'post'
                    post { notBuilt { echo 'x' } }           | 'notBuilt' is not a condition of 'post'
                    post { always { } }                      | 'always' has no steps
                    post { }                                 | 'post' is empty
                    post { always { echo 'x' }; always { echo 'x' } } | 'always' stands twice in 'post'
                    post { always('x') { echo 'x' } }        | 'always' takes no arguments, only a block
                    environment { echo 'x' }                 | 'environment' takes only lines of the form NAME = value
                    environment { A = 'b'; A = 'c' }         | 'environment' assigns A twice
                    environment('x') { A = 'b' }             | 'environment' takes no arguments, only a block
                    environment { A = B }                    | a value in 'environment' is a text
                    environment { def A = 'b' }              | 'environment' takes only lines of the form NAME = value
                    environment { String A = 'b' }           | 'environment' takes only lines of the form NAME = value
                    environment { final A = 'b' }            | 'environment' takes only lines of the form NAME = value
                    environment { A += 'b' }                 | 'environment' takes only lines of the form NAME = value
                    environment { (A, B) = ['a', 'b'] }      | 'environment' takes only lines of the form NAME = value
                    "${x}" { }                               | only directives may stand in 'pipeline', each with a name that is written out
                    options { "${x}"() }                     | only directives may stand in 'options', each with
                    parameters { "${x}"(name: 'A') }         | only directives may stand in 'parameters', each with
                    post { "${x}" { echo 'x' } }             | only directives may stand in 'post', each with
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
                    agent any, 5                             | 'agent' needs any, none or a block
                    agent 'any'                              | 'agent' needs a block
                    agent('x') { label 'a' }                 | 'agent' needs any, none or a block
                    agent { label 'a', 'b' }                 | 'label' needs a fixed text
                    agent { label "${x}" }                   | 'label' needs a fixed text
                    when { changeset '*' }                   | 'changeset' in 'when'
                    when { buildingTag() }                   | 'buildingTag' in 'when'
                    when { triggeredBy 'x' }                 | 'triggeredBy' in 'when'
                    when { not { tag 'x' } }                 | 'tag' in 'when'
                    when { }                                 | 'when' is empty
                    when { beforeInput true }                | 'when' needs a condition
                    when { beforeInput 'x'; branch 'a' }     | 'beforeInput' needs true or false
                    when { beforeInput true; beforeInput false; branch 'a' } | 'beforeInput' stands twice in 'when'
                    when { not { beforeAgent true } }        | 'beforeAgent' stands in 'when' itself
                    when { branch 'a', 'b' }                 | 'branch' takes its arguments by name: comparator, pattern
                    when { branch 'a', comparator: 'GLOB' }  | 'branch' takes its arguments by name
                    when { branch name: 'a' }                | 'name' of 'branch'
                    when { branch comparator: 'GLOB' }       | 'branch' needs pattern
                    when { branch('a') { } }                 | 'branch' takes its arguments by name
                    when('x') { branch 'a' }                 | 'when' takes no arguments, only a block
                    when { not('x') { branch 'a' } }         | 'not' takes no arguments, only a block
                    when { expression(5) { true } }          | 'expression' takes no arguments, only a block
                    when { environment 'x', name: 'X', value: 'y' } | 'environment' takes its arguments by name
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
                    input('x') { message 'y' }               | 'input' takes no arguments, only a block
                    input { message 'x', 'y' }               | 'message' needs a fixed text
                    input { message 5 }                      | 'message' needs a fixed text
                    input { message 'x'; message 'y' }       | 'message' stands twice in 'input'
                    input 'x'                                | 'input' needs a block
                    failFast true                            | 'failFast' belongs to a stage with 'parallel'
                    parallel { stage('B') { steps { echo '' } } } | more than one of steps, stages and parallel
                    stages { stage('B') { steps { echo '' } } } | more than one of steps, stages and parallel
                    "${x}" { }                               | only directives may stand in 'stage', each with a name that is written out
                    when { "${x}" 'a' }                      | only directives may stand in 'when', each with
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
                    "${x}" { steps { echo '' } }             | only directives may stand in 'stages', each with
                    stage('A') { steps { "${x}" 'y' } }      | only steps may stand in 'steps'
                    stage { steps { echo '' } }              | 'stage' needs a fixed text
                    stage('A', 5) { steps { echo '' } }      | 'stage' needs a fixed text in the rehearsal, and takes nothing else
                    stage(name: 'A') { steps { echo '' } }   | 'stage' needs a fixed text
                    stage(5) { steps { echo '' } }           | 'stage' needs a fixed text
                    stage('A') { steps('x') { echo '' } }    | 'steps' takes no arguments, only a block
                    stage('A') { parallel('x') { stage('B') { steps { echo '' } } } } | 'parallel' takes no arguments, only a block
                    stage('A') { failFast 'yes'; parallel { stage('B') { steps { echo '' } } } } | 'failFast' needs true or false
                    stage('A') { failFast true, 5; parallel { stage('B') { steps { echo '' } } } } | 'failFast' needs true or false
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
                    stage('A') { steps { node { echo '' } } } | the rehearsal knows no step 'node'; it knows buildOnce, deployBackend
                    stage('A') { steps { echo 'x'; stash 'y' } } | the rehearsal knows no step 'stash'
                    stage('A') { steps { dir('x') { stash 'y' } } } | the rehearsal knows no step 'stash'
                    stage('A') { steps { credentials('x') } } | 'credentials' is not supported as a step
                    stage('A') { steps { echo stash('y') } } | the rehearsal knows no step 'stash'
                    stage('A') { steps { echo "${stash('y')}" } } | the rehearsal knows no step 'stash'
                    stage('A') { steps { echo text: 'x' } }  | 'text' of 'echo' is not supported by the rehearsal; supported there: message
                    stage('A') { steps { echo 'x', 'y' } }   | 'echo' takes its arguments by name: message
                    stage('A') { steps { echo(message: 'x', 'y') } } | 'echo' takes its arguments by name: message
                    stage('A') { steps { echo "${x}": 'y' } } | '$x' of 'echo'
                    stage('A') { steps { sshMigrate 'x' } }  | 'sshMigrate' takes its arguments by name
                    stage('A') { steps { isUnix('x') } }     | 'isUnix' takes no arguments
                    stage('A') { steps { echo('x') { } } }   | 'echo' takes no block
                    stage('A') { steps { dir 'x' } }         | 'dir' needs a block
                    stage('A') { steps { dir('x') { echo 'y' } { echo 'z' } } } | 'dir' takes its arguments by name
                    stage('A') { steps { script('x') { } } } | 'script' takes no arguments
                    stage('A') { steps { script { stash 'y' } } } | the rehearsal knows no step 'stash'
                    stage('A') { steps { script { if (x) { stash 'y' } } } } | the rehearsal knows no step 'stash'
                    stage('A') { steps { script { try { stash 'y' } finally { } } } } | the rehearsal knows no step 'stash'
                    stage('A') { steps { script { def x = stash('y') } } } | the rehearsal knows no step 'stash'
                    stage('A') { steps { script { dir('x') { echo 'y' + stash('y') } } } } | the rehearsal knows no step 'stash'
                    stage('A') { steps { script { parallel a: { } } } } | 'parallel' is not supported as a step
                    stage('A') { steps { script { credentials('x') } } } | 'credentials' is not supported as a step
                    stage('A') { when { expression { stash('y') } }; steps { echo '' } } | the rehearsal knows no step 'stash'
                    stage('A') { environment { B = stash('y') }; steps { echo '' } } | the rehearsal knows no step 'stash'
                    stage('A') { environment { B = "${stash('y')}" }; steps { echo '' } } | the rehearsal knows no step 'stash'
                    stage('A') { environment { B = "${x}"() }; steps { echo '' } } | a value in 'environment' is a text
                    stage('A') { environment { B = credentials(id: 'x') }; steps { echo '' } } | 'credentials' takes the id
                    stage('A') { environment { B = sh(credentials('x')) }; steps { echo '' } } | 'credentials' is not supported as a step
                    stage('A') { steps { echo '' }; post { always { stash 'y' } } } | the rehearsal knows no step 'stash'
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
                    "${x}" { }                               | only one 'pipeline' block is supported
                    node { echo 'x' }                        | only one 'pipeline' block is supported
                    def x = 1                                | only one 'pipeline' block is supported
                    void f() { }                             | only one 'pipeline' block is supported
                    class X { }                              | only one 'pipeline' block is supported
                    import java.util.List                    | only one 'pipeline' block is supported
                    import static java.lang.Math.max         | only one 'pipeline' block is supported
                    import java.util.*                       | only one 'pipeline' block is supported
                    @Library('x') _                          | only one 'pipeline' block is supported
                    package x                                | only one 'pipeline' block is supported
                    return pipeline { agent any }            | only one 'pipeline' block is supported
                    label: pipeline { agent any }            | only one 'pipeline' block is supported
                    echo 'x'                                 | only one 'pipeline' block is supported
                    pipeline { agent any }                   | 'pipeline' needs 'stages'
                    pipeline { }                             | 'pipeline' is empty
                    pipeline                                 | only one 'pipeline' block is supported
                    pipeline()                               | 'pipeline' needs a block
                    pipeline('x') { agent any }              | 'pipeline' takes no arguments, only a block
                    pipeline(x: 1) { agent any }             | 'pipeline' takes no arguments, only a block
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
        assertRefused(() -> Jenkinsfiles.read("package x\n" + pipeline), 1, "nothing beside it");
        assertRefused(() -> Jenkinsfiles.read("return " + pipeline), 1, "nothing beside it");
        assertRefused(() -> Jenkinsfiles.read("label: " + pipeline), 1, "nothing beside it");
        assertRefused(() -> Jenkinsfiles.read("import java.util.List\n" + pipeline), 1, "nothing beside it");
        assertRefused(() -> Jenkinsfiles.read("@Library('x') _\n" + pipeline), 1, "nothing beside it");
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
