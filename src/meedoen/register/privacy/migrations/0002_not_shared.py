from django.db import migrations


def mark(apps, schema_editor):
    """What was granted before holds on."""
    restriction = apps.get_model("privacy", "Restriction")
    running = restriction.objects.filter(kind__in=("no_sharing", "stored_only"), ends_before__isnull=True)
    people = apps.get_model("people", "Person").objects
    people.filter(pk__in=running.values("person_id")).update(is_not_shared=True)


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0005_not_shared"),
        ("privacy", "0001_initial"),
    ]

    operations = [migrations.RunPython(mark, migrations.RunPython.noop)]
