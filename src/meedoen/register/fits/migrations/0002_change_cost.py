import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0005_deeds_that_change_no_count"),
        ("fits", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="ChangeCost",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=24, verbose_name="verandering")),
                (
                    "amount",
                    models.DecimalField(
                        decimal_places=2, max_digits=7, null=True, verbose_name="ongeveer, in euro's"
                    ),
                ),
                ("source", models.CharField(max_length=120, verbose_name="bron")),
                ("starts_on", models.DateField(verbose_name="vanaf")),
                ("set_on", models.DateField(verbose_name="vastgelegd op")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.organisation",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["key", "starts_on"], name="fits_change_key_8c3be5_idx")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount__isnull", True), ("amount__gte", 0), _connector="OR"),
                        name="change_cost_not_negative",
                    )
                ],
            },
        ),
    ]
