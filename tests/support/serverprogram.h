#pragma once

#include "app/application.h"
#include "ui/preferencesaction.h"
#include "ui/querytab.h"
#include "ui/resultpane.h"
#include "ui/sqleditor.h"

#include <QTemporaryDir>
#include <QTest>

namespace larder::test {

/// The whole program on a server, with the number of rows of the table "t" on screen.
class ServerProgram
{
public:
    static constexpr auto kCount = "SELECT count(*) FROM t";

    /// The server at @p address is asked for news every @p checkEvery; 0 for never.
    ServerProgram(const QString& address, std::chrono::seconds checkEvery) : m_application(m_settings.path())
    {
        m_application.start({.connections = {address}});
        m_application.window().preferences().setPreferences({.checkEvery = checkEvery});
        QVERIFY(QTest::qWaitForWindowExposed(&m_application.window()));
        QTRY_VERIFY(tab().connection().has_value());
        tab().editor().setUtf8Text(kCount);
        run();
        QVERIFY(tab().pane().result());
        QCOMPARE(int(standing()), int(Standing::State::Holds));
    }

    QueryTab& tab() { return *m_application.window().tabs().currentQuery(); }
    /// How the run ended, as the tab tells it.
    QString run()
    {
        tab().runAll();
        [[maybe_unused]] const bool ended = QTest::qWaitFor([&] { return !tab().status().busy; }, 60'000);
        return tab().status().message;
    }
    Standing::State standing() { return tab().status().standing.state; }
    /// Waits until something is heard of the rows on screen; false if nothing is.
    [[nodiscard]] bool hears()
    {
        return QTest::qWaitFor([&] { return standing() != Standing::State::Holds; }, 60'000);
    }
    MainWindow& window() { return m_application.window(); }
    Panels& panels() { return m_application.window().panels(); }
    QueryService& service() { return m_application.engine().service(); }

private:
    QTemporaryDir m_settings;
    Application m_application;
};

} // namespace larder::test
