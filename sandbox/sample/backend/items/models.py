from django.db import models


class Item(models.Model):
    name = models.CharField(max_length=100)
    origin = models.CharField(max_length=100, default="")

    class Meta:
        ordering = ["name"]
