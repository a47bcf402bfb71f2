from django.urls import path

from items import views

urlpatterns = [
    path("api/v1/health/", views.health),
    path("api/v1/items/", views.items),
]
