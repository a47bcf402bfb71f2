package io.jenkins.plugins.promotionchain.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.verb.POST;

/** What a browser may ask while somebody fills in the form. */
class FormRequestsTest {

    @ParameterizedTest
    @ValueSource(classes = {ApplicationConfig.class, EnvironmentConfig.class, HostConfig.class, JumpConfig.class})
    void checksEveryFieldThatOneCanTypeIn(Class<?> form) throws Exception {
        List<String> checks = requests(form).stream().map(Method::getName).toList();

        assertThat(Arrays.stream(form.getMethods())
                        .filter(method -> method.isAnnotationPresent(DataBoundSetter.class))
                        .filter(method -> List.of(String.class, int.class).contains(method.getParameterTypes()[0]))
                        .map(method -> "doCheck" + method.getName().substring("set".length())))
                .isNotEmpty()
                .allSatisfy(check -> assertThat(checks).contains(check));
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                ApplicationConfig.class,
                EnvironmentConfig.class,
                HostConfig.class,
                JumpConfig.class,
                PromotionChainsPage.class
            })
    void areAnsweredToAPostOnly(Class<?> form) throws Exception {
        assertThat(requests(form)).isNotEmpty().allSatisfy(method -> assertThat(method.isAnnotationPresent(POST.class))
                .as(method.getName())
                .isTrue());
    }

    private static List<Method> requests(Class<?> form) throws Exception {
        Class<?> owner = form == PromotionChainsPage.class ? form : Class.forName(form.getName() + "$DescriptorImpl");
        return Arrays.stream(owner.getDeclaredMethods())
                .filter(method -> method.getName().startsWith("do"))
                .toList();
    }
}
