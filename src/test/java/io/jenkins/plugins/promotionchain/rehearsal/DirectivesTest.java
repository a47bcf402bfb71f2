package io.jenkins.plugins.promotionchain.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.rehearsal.model.Comparison;
import io.jenkins.plugins.promotionchain.rehearsal.model.Condition;
import io.jenkins.plugins.promotionchain.rehearsal.model.Input;
import io.jenkins.plugins.promotionchain.rehearsal.model.Parameter;
import io.jenkins.plugins.promotionchain.rehearsal.model.Pipeline;
import io.jenkins.plugins.promotionchain.rehearsal.model.PostCondition;
import io.jenkins.plugins.promotionchain.rehearsal.model.Stage;
import io.jenkins.plugins.promotionchain.rehearsal.model.When;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DirectivesTest {

    private static Condition condition(String when) throws Exception {
        return Jenkinsfiles.readInStage("when { " + when + " }")
                .when()
                .orElseThrow()
                .condition();
    }

    @Test
    void readsTheJenkinsfileOfThisRepository() throws Exception {
        Pipeline pipeline = Jenkinsfiles.read(Files.readString(Path.of("Jenkinsfile")));

        assertThat(pipeline.stages()).extracting(Stage::name).containsExactly("Build once", "Migrate", "Deploy");
        Stage.Parallel build = (Stage.Parallel) pipeline.stages().get(0).body();
        assertThat(build.stages()).extracting(Stage::name).containsExactly("Backend", "Frontend");
        assertThat(((Stage.Steps) build.stages().get(0).body()).code().text().strip())
                .isEqualTo("buildOnce component: 'backend',  context: 'backend'");
        assertThat(pipeline.notices()).containsExactly("option disableConcurrentBuilds means nothing in a rehearsal");
    }

    @Test
    void readsStepsWithArgumentsOfEveryKind() throws Exception {
        Pipeline pipeline = Jenkinsfiles.read(
                """
                pipeline {
                  agent any
                  stages {
                    stage('Build once') {
                      parallel {
                        stage('Backend')  { steps { buildOnce component: 'backend',  dockerfile: 'backend/Dockerfile' } }
                        stage('Frontend') { steps { buildOnce component: 'frontend', dockerfile: 'frontend/Dockerfile' } }
                      }
                    }
                    stage('Migrate') { steps { sshMigrate() } }
                    stage('Deploy') {
                      steps {
                        deployBackend healthPath: '/api/v1/health/'
                        deployFrontend envConfig: [API_BASE_URL: 'https://dev.example.com']
                      }
                    }
                  }
                }
                """);

        assertThat(pipeline.stages()).hasSize(3);
        assertThat(pipeline.stages().get(2).line()).isEqualTo(11);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    timeout(time: 3, unit: 'HOURS')     | PT3H
                    timeout(time: 90, unit: 'SECONDS')  | PT1M30S
                    timeout(time: 5)                    | PT5M
                    timeout(5)                          | PT5M
                    """)
    void readsATimeoutOfThePipelineAndOfAStage(String option, Duration limit) throws Exception {
        assertThat(Jenkinsfiles.readBesideStages("options { " + option + " }").timeout())
                .contains(limit);
        assertThat(Jenkinsfiles.readInStage("options { " + option + " }").timeout())
                .contains(limit);
    }

    @Test
    void saysWhatMeansNothingOnOneMachine() throws Exception {
        Pipeline pipeline = Jenkinsfiles.read(
                """
                pipeline {
                  agent { label 'linux' }
                  options { timestamps(); buildDiscarder(logRotator(numToKeepStr: '5')); ansiColor('xterm') }
                  stages { stage('A') { agent none; options { skipDefaultCheckout() }; steps { echo '' } } }
                }
                """);

        assertThat(pipeline.notices())
                .containsExactly(
                        "agent label 'linux' means this machine in a rehearsal",
                        "option timestamps means nothing in a rehearsal",
                        "option buildDiscarder means nothing in a rehearsal",
                        "option ansiColor means nothing in a rehearsal",
                        "option skipDefaultCheckout means nothing in a rehearsal");
    }

    @Test
    void readsParametersOfEachKind() throws Exception {
        Pipeline pipeline = Jenkinsfiles.readBesideStages(
                """
                parameters {
                  string(name: 'S', defaultValue: 'x', description: 'd', trim: true)
                  text(name: 'T')
                  booleanParam(name: 'B', defaultValue: true)
                  booleanParam(name: 'C')
                  choice(name: 'TO', choices: ['uat', 'prod'])
                  choice(name: 'OLD', choices: 'a\\nb')
                  password(name: 'P', defaultValue: 'y')
                }""");

        assertThat(pipeline.parameters())
                .containsExactly(
                        new Parameter("string", "S", "x", List.of(), true),
                        new Parameter("text", "T", "", List.of(), false),
                        new Parameter("booleanParam", "B", "true", List.of(), false),
                        new Parameter("booleanParam", "C", "false", List.of(), false),
                        new Parameter("choice", "TO", "uat", List.of("uat", "prod"), false),
                        new Parameter("choice", "OLD", "a", List.of("a", "b"), false),
                        new Parameter("password", "P", "y", List.of(), false));
    }

    @Test
    void readsConditions() throws Exception {
        assertThat(condition("branch 'main'")).isEqualTo(new Condition.Branch("main", Comparison.GLOB));
        assertThat(condition("branch pattern: 'rel-\\\\d+', comparator: 'regexp'"))
                .isEqualTo(new Condition.Branch("rel-\\d+", Comparison.REGEXP));
        assertThat(condition("branch pattern: 'rel-*', comparator: 'EQUALS'"))
                .isEqualTo(new Condition.Branch("rel-*", Comparison.EQUALS));
        assertThat(condition("environment name: 'X', value: 'y'")).isEqualTo(new Condition.Environment("X", "y"));
        assertThat(condition("expression { true }")).isInstanceOf(Condition.Expression.class);
        assertThat(condition("not { branch 'main' }"))
                .isEqualTo(new Condition.Not(new Condition.Branch("main", Comparison.GLOB)));
        assertThat(condition("anyOf { branch 'main'; branch 'uat' }"))
                .isEqualTo(new Condition.AnyOf(List.of(
                        new Condition.Branch("main", Comparison.GLOB), new Condition.Branch("uat", Comparison.GLOB))));
        assertThat(condition("allOf { branch 'main' }"))
                .isEqualTo(new Condition.AllOf(List.of(new Condition.Branch("main", Comparison.GLOB))));
    }

    @Test
    void conditionsSideBySideMustAllHold() throws Exception {
        assertThat(condition("branch 'main'; environment name: 'X', value: 'y'"))
                .isEqualTo(new Condition.AllOf(
                        List.of(new Condition.Branch("main", Comparison.GLOB), new Condition.Environment("X", "y"))));
    }

    @ParameterizedTest
    @CsvSource({
        "beforeInput true, BEFORE_INPUT",
        "beforeOptions true, BEFORE_INPUT",
        "beforeInput false, AFTER_INPUT",
        "beforeAgent true, AFTER_INPUT"
    })
    void readsWhenAConditionIsDecided(String directive, When.Moment moment) throws Exception {
        Stage stage = Jenkinsfiles.readInStage("when { " + directive + "; branch 'main' }");

        assertThat(stage.when()).contains(new When(new Condition.Branch("main", Comparison.GLOB), moment));
    }

    @Test
    void readsInput() throws Exception {
        assertThat(Jenkinsfiles.readInStage("input { message 'Really?'; ok 'Go' }")
                        .input())
                .contains(new Input("Really?", "Go"));
        assertThat(Jenkinsfiles.readInStage("input { message 'Really?' }").input())
                .contains(new Input("Really?", "Proceed"));
    }

    @Test
    void readsPostActionsOfThePipelineAndOfAStage() throws Exception {
        assertThat(Jenkinsfiles.readBesideStages("post { always { echo 'a' }; cleanup { echo 'c' } }")
                        .post())
                .containsOnlyKeys(PostCondition.ALWAYS, PostCondition.CLEANUP);
        assertThat(Jenkinsfiles.readInStage("post { failure { echo 'f' } }").post())
                .containsOnlyKeys(PostCondition.FAILURE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A = 'b'",
                "A = \"b${BRANCH_NAME}\"",
                "A = 'b' + 'c' + \"${d}\"",
                "A = credentials('id')",
                "A = sh(script: 'date', returnStdout: true).trim()",
                "A = 'b'; C = 3"
            })
    void readsEnvironments(String assignments) throws Exception {
        assertThat(Jenkinsfiles.readBesideStages("environment { " + assignments + " }")
                        .environment()
                        .orElseThrow()
                        .text()
                        .strip())
                .isEqualTo(assignments);
        assertThat(Jenkinsfiles.readInStage("environment { " + assignments + " }")
                        .environment())
                .isPresent();
    }

    @Test
    void readsStagesInStages() throws Exception {
        Pipeline pipeline = Jenkinsfiles.readStages("stage('Out') { failFast true; parallel { stage('A') {"
                + " stages { stage('A1') { steps { echo '' } }; stage('A2') { steps { echo '' } } } } } }");

        Stage.Parallel parallel = (Stage.Parallel) pipeline.stages().get(0).body();
        assertThat(parallel.failFast()).isTrue();
        Stage.Sequence inner = (Stage.Sequence) parallel.stages().get(0).body();
        assertThat(inner.stages()).extracting(Stage::name).containsExactly("A1", "A2");
    }

    @Test
    void stagesOfDifferentPlacesMayHaveOneName() throws Exception {
        Pipeline pipeline = Jenkinsfiles.readStages(
                "stage('A') { stages { stage('A') { steps { echo '' } } } }; stage('B') { steps { echo '' } }");

        assertThat(pipeline.stages()).extracting(Stage::name).containsExactly("A", "B");
    }
}
