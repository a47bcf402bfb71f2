from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import OperationalError
from django.http import JsonResponse

from items.models import Item


def health(request):
    """200 when the database answers and has every migration, else 503 with what is wrong."""
    try:
        executor = MigrationExecutor(connection)
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except OperationalError:
        return JsonResponse({"status": "unhealthy", "database": "unreachable"}, status=503)
    if pending:
        names = [f"{migration.app_label}.{migration.name}" for migration, _ in pending]
        return JsonResponse({"status": "unhealthy", "database": "ok", "pending": names}, status=503)
    return JsonResponse({"status": "healthy", "database": "ok", "pending": []})


def items(request):
    return JsonResponse({"items": list(Item.objects.values("name", "origin"))})
