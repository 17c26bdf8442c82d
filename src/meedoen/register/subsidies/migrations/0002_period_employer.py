from typing import Any

import django.db.models.deletion
from django.db import migrations, models


def of_the_job(apps: Any, _schema: Any) -> None:
    """Every decision until now was for the employer of the job as it stands with the subsidy."""
    period, subsidy = (apps.get_model("subsidies", name) for name in ("SubsidyPeriod", "Subsidy"))
    employer = subsidy.objects.filter(pk=models.OuterRef("subsidy")).values("placement__employer")[:1]
    period.objects.update(employer=models.Subquery(employer))


class Migration(migrations.Migration):
    # PostgreSQL refuses to change a table of which rows were written in the same transaction.
    atomic = False

    dependencies = [
        ("employers", "0001_initial"),
        ("subsidies", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="subsidyperiod",
            name="employer",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="employers.employer",
            ),
        ),
        migrations.RunPython(of_the_job, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="subsidyperiod",
            name="employer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="employers.employer"
            ),
        ),
    ]
