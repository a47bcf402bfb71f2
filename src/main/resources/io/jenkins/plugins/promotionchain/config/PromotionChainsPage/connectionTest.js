/* "Test connection": sends the form as it stands, saved or not, and shows what was found on the environment's servers. */
(function () {
  "use strict";

  const COLUMNS = ["component", "check", "result", "found"];
  const CLASSES = {
    OK: "jenkins-!-success-color",
    WARNING: "jenkins-!-warning-color",
    FAILED: "jenkins-!-error-color",
    SKIPPED: "jenkins-!-text-color-secondary",
  };

  function element(name, text, kind) {
    const made = document.createElement(name);
    made.textContent = text;
    made.className = kind || "";
    return made;
  }

  function row(check) {
    const line = document.createElement("tr");
    COLUMNS.forEach(function (column) {
      line.append(element("td", check[column], column === "result" ? CLASSES[check.result] : ""));
    });
    if (check.fix !== "") {
      line.lastElementChild.append(element("div", check.fix + ".", "jenkins-!-text-color-secondary"));
    }
    return line;
  }

  function table(said) {
    const head = document.createElement("tr");
    said.titles.forEach(function (title) {
      head.append(element("th", title));
    });
    const made = element("table", "", "jenkins-table jenkins-!-margin-top-2 jenkins-!-margin-bottom-0");
    made.createTHead().append(head);
    const body = made.createTBody();
    said.checks.forEach(function (check) {
      body.append(row(check));
    });
    return made;
  }

  function place(item, form, name) {
    return Array.from(form.querySelectorAll('.repeated-chunk[name="' + name + '"]')).indexOf(item);
  }

  /* The page has them at its top, the form of a folder somewhere among the folder's properties. */
  function applicationsOf(node) {
    if (node === null || typeof node !== "object") {
      return undefined;
    }
    return "applications" in node ? node.applications : Object.values(node).map(applicationsOf).find(Boolean);
  }

  function question(button) {
    const form = button.closest("form");
    const environment = button.closest('.repeated-chunk[name="environments"]');
    const application = environment.closest('.repeated-chunk[name="applications"]');
    buildFormTree(form);
    return new URLSearchParams({
      json: JSON.stringify({ applications: applicationsOf(JSON.parse(form.elements.json.value)) }),
      application: place(application, form, "applications"),
      environment: place(environment, application, "environments"),
    });
  }

  function test(button) {
    const answer = button.parentElement.querySelector(".promotion-chain-answer");
    button.disabled = true;
    answer.replaceChildren(element("div", button.dataset.waiting));
    fetch(button.dataset.url, { method: "POST", headers: crumb.wrap({}), body: question(button) })
      .then(function (response) {
        if (!response.ok) {
          throw new Error(button.dataset.failed + " (HTTP " + response.status + ")");
        }
        return response.json();
      })
      .then(function (said) {
        if (said.status === "ok") {
          answer.replaceChildren(element("div", said.data.sum, said.data.kind), table(said.data));
        } else {
          answer.replaceChildren(element("div", said.message, "error"));
        }
      })
      .catch(function (failure) {
        answer.replaceChildren(element("div", failure.message, "error"));
      })
      .finally(function () {
        button.disabled = false;
      });
  }

  Behaviour.specify(".promotion-chain-test-connection", "promotion-chain-test-connection", 0, function (button) {
    button.onclick = function () {
      test(button);
    };
  });
})();
