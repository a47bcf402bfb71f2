const settings = window.ENV || {};
const answer = document.getElementById("answer");

async function showItems() {
  document.getElementById("environment").textContent = settings.ENVIRONMENT || "not configured";
  try {
    const response = await fetch(`${settings.API_BASE_URL || ""}/api/v1/items/`);
    if (!response.ok) throw new Error(`the API answered ${response.status}`);
    const { items } = await response.json();
    for (const item of items) {
      const line = document.createElement("li");
      line.textContent = `${item.name} (${item.origin})`;
      document.getElementById("items").append(line);
    }
    answer.textContent = `The API has ${items.length} items.`;
    answer.dataset.state = "answered";
  } catch (error) {
    answer.textContent = `No answer from the API: ${error.message}`;
    answer.dataset.state = "failed";
  }
}

showItems();
