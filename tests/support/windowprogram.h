#pragma once

#include "app/application.h"
#include "tests/support/sqlitefixture.h"
#include "ui/querytab.h"
#include "ui/sqleditor.h"

#include <QLabel>
#include <QTemporaryDir>
#include <QTest>

namespace larder::test {

/// The whole program on a SQLite file of its own.
struct WindowProgram
{
    /// The file is made by @p script.
    explicit WindowProgram(const QByteArray& script) : file(script), application(settings.path())
    {
        application.start({.connections = {file.path()}});
        QVERIFY(QTest::qWaitForWindowExposed(&window()));
        QTRY_VERIFY(tab().connection().has_value());
    }

    MainWindow& window() { return application.window(); }
    QueryTab& tab() { return *window().tabs().currentQuery(); }
    void run(const QByteArray& script)
    {
        tab().editor().setUtf8Text(script);
        tab().runAll();
        QTRY_VERIFY(!tab().status().busy);
    }
    /// The same, and its last statement must succeed.
    void runWell(const QByteArray& script)
    {
        run(script);
        QCOMPARE(tab().status().message, QStringLiteral("Done"));
    }

    QTemporaryDir settings;
    SqliteFixture file;
    Application application;
};

/// Every control in @p widget that can be worked with says what it is, or what it is part of does.
inline void checkControlNames(const QWidget& widget)
{
    for (const QWidget* const control : widget.findChildren<QWidget*>()) {
        if (control->focusPolicy() == Qt::NoFocus || !control->isVisible()
            || qobject_cast<const QLabel*>(control))
            continue;
        const QWidget* named = control;
        while (named->accessibleName().isEmpty() && named != &widget)
            named = named->parentWidget();
        QVERIFY2(named != &widget, control->metaObject()->className());
    }
}

} // namespace larder::test
