"""All addresses: Korean at the root, English the same under /en/."""

from __future__ import annotations

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from baeum.api.urls import search_courses
from baeum.calculator.views.start import start
from baeum.shared import views

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("api/v1/", include("baeum.api.urls")),
    path("log/", include("baeum.transparency.urls")),
    path("api/xapi/", include("baeum.api.xapi_urls")),
    path("", include("baeum.wallet.machine_urls")),
    path("api/courses", search_courses, name="api_courses"),
    path("", include("baeum.certificates.machine_urls")),
    *i18n_patterns(
        path("", start, name="start"),
        path("help/", views.help_page, name="help"),
        path("display/", views.display, name="display"),
        path("calculator/", include("baeum.calculator.urls")),
        path("certificates/", include("baeum.catalogue.urls")),
        path("courses/", include("baeum.catalogue.course_urls")),
        path("api/", include("baeum.api.page_urls")),
        path("counsel/", include("baeum.counsel.urls")),
        path("wallet/", include("baeum.wallet.urls")),
        path("desk/", include("baeum.desk.urls")),
        path("accreditation/", include("baeum.accreditation.urls")),
        path("verify/", include("baeum.certificates.urls")),
        path("sign-in/", include("baeum.people.sign_in_urls")),
        path("me/", include("baeum.people.urls")),
        *([path("demo/", include("baeum.demo.urls"))] if settings.DEMO else []),
        path("", include("baeum.learner.urls")),
        prefix_default_language=False,
    ),
]

handler400 = "baeum.shared.views.bad_request"
handler403 = "baeum.shared.views.forbidden"
handler404 = "baeum.shared.views.not_found"
handler500 = "baeum.shared.views.broken"
