from django.db import migrations, models


def add_first_items(apps, schema_editor):
    item = apps.get_model("items", "Item")
    for name, origin in [("Brisket", "Texas"), ("Jamón ibérico", "Andalucía"), ("Speck", "Südtirol")]:
        item.objects.create(name=name, origin=origin)


def remove_first_items(apps, schema_editor):
    apps.get_model("items", "Item").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("items", "0001_initial")]
    operations = [
        migrations.AddField("item", "origin", models.CharField(max_length=100, default="")),
        migrations.RunPython(add_first_items, remove_first_items),
    ]
