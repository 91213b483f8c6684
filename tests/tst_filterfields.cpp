#include "ui/filterfields.h"

#include "support/results.h"
#include "ui/gridstate.h"

#include <QLineEdit>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace larder;
using namespace larder::test;

namespace {

/// Fields below three columns of 100 pixels.
struct Shown
{
    Shown()
    {
        state.setRows({resultOf({QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")}, {})});
        for (int column = 0; column < 3; ++column)
            state.columns().setWidthByUser(column, 100);
        state.setView({230, 100}, 20, 30);
        header.resize(230, 60);
        header.show();
        fields.place();
    }

    [[nodiscard]] QLineEdit* field(const char* name) const
    {
        for (auto* const edit : header.findChildren<QLineEdit*>()) {
            if (edit->accessibleName() == QStringLiteral("Filter of %1").arg(QString::fromLatin1(name)))
                return edit;
        }
        return nullptr;
    }
    [[nodiscard]] int x(const char* name) const { return field(name)->mapTo(&header, QPoint()).x(); }

    GridState state{nullptr};
    QWidget header;
    FilterFields fields{state, header};
};

} // namespace

class TestFilterFields final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
    }

    void standBelowTheirColumns();
    void tellWhatIsTyped();
    void markWhatIsWrong();
    void disappearBehindFrozenOnes();
    void runFromTheRightWhereTheLayoutDoes();
    void keepTheFocusWhileTheyScroll();
    void areForgotten();
};

void TestFilterFields::standBelowTheirColumns()
{
    const Shown shown;
    QCOMPARE(shown.x("a"), 30);
    QCOMPARE(shown.x("b"), 130);
    QCOMPARE(shown.field("b")->width(), 100);
    QVERIFY(shown.field("a")->isVisible());
    QVERIFY(!shown.field("a")->toolTip().isEmpty());
}

void TestFilterFields::tellWhatIsTyped()
{
    Shown shown;
    const QSignalSpy changes(&shown.fields, &FilterFields::textsChanged);
    QTest::keyClicks(shown.field("b"), QStringLiteral("te"));
    shown.fields.setText(0, QStringLiteral(" "));
    QCOMPARE(shown.fields.texts(), (std::map<int, QString>{{1, QStringLiteral("te")}}));
    QCOMPARE(changes.size(), 3);
}

void TestFilterFields::markWhatIsWrong()
{
    Shown shown;
    const QColor plain = shown.field("a")->palette().color(QPalette::Base);
    shown.fields.setError(0, QStringLiteral("no"));
    QVERIFY(shown.field("a")->palette().color(QPalette::Base) != plain);
    QCOMPARE(shown.field("a")->toolTip(), QStringLiteral("no"));
    shown.fields.setError(0, {});
    QCOMPARE(shown.field("a")->palette().color(QPalette::Base), plain);
}

void TestFilterFields::disappearBehindFrozenOnes()
{
    Shown shown;
    shown.state.columns().setFrozen(1);
    shown.state.scrollToPixel(60);
    shown.fields.place();
    QCOMPARE(shown.x("a"), 30);
    QCOMPARE(shown.x("b"), 70);
    // Its left part is covered by the widget of the frozen fields.
    QCOMPARE(shown.field("b")->visibleRegion().boundingRect().width(), 40);
}

void TestFilterFields::runFromTheRightWhereTheLayoutDoes()
{
    Shown shown;
    shown.header.setLayoutDirection(Qt::RightToLeft);
    shown.state.setMirrored(true);
    shown.fields.place();
    QCOMPARE(shown.x("a"), 100);
    QCOMPARE(shown.x("b"), 0);
    shown.state.columns().setFrozen(1);
    shown.state.scrollToPixel(60);
    shown.fields.place();
    QCOMPARE(shown.x("a"), 100);
    QCOMPARE(shown.x("b"), 60);
    QCOMPARE(shown.field("b")->visibleRegion().boundingRect().width(), 40);
}

void TestFilterFields::keepTheFocusWhileTheyScroll()
{
    Shown shown;
    shown.header.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&shown.header));
    shown.fields.focus(1);
    shown.state.scrollToPixel(40);
    shown.fields.place();
    QVERIFY(shown.field("b")->hasFocus());
}

void TestFilterFields::areForgotten()
{
    Shown shown;
    shown.fields.setText(1, QStringLiteral("tea"));
    const QSignalSpy changes(&shown.fields, &FilterFields::textsChanged);
    shown.fields.clear();
    QVERIFY(shown.fields.texts().empty());
    QCOMPARE(changes.size(), 0);
    QVERIFY(shown.field("b") && shown.field("b")->isVisible());
}

QTEST_MAIN(TestFilterFields)
#include "tst_filterfields.moc"
