#include "ui/inspector/entryfilteredit.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QRegularExpression>
#include <QTest>

using namespace larder;

namespace {

/// A field in a window, and what it offers.
class Field
{
public:
    Field()
    {
        m_edit.resize(400, 30);
        m_edit.show();
        m_edit.activateWindow();
        [this] { QVERIFY(QTest::qWaitForWindowActive(&m_edit)); }();
        m_edit.setFocus();
    }

    [[nodiscard]] EntryFilterEdit& edit() { return m_edit; }
    [[nodiscard]] QAbstractItemView& popup() { return *m_edit.findChild<QCompleter*>()->popup(); }
    [[nodiscard]] QStringList offered()
    {
        QStringList texts;
        const QAbstractItemModel& model = *popup().model();
        for (int row = 0; popup().isVisible() && row < model.rowCount(); ++row)
            texts << model.index(row, 0).data().toString();
        return texts;
    }
    void type(const char* text) { QTest::keyClicks(&m_edit, QString::fromLatin1(text)); }
    void choose(int row)
    {
        for (int i = 0; i <= row; ++i)
            QTest::keyClick(&popup(), Qt::Key_Down);
        QTest::keyClick(&popup(), Qt::Key_Return);
    }

private:
    EntryFilterEdit m_edit{[](const EntryFilterField& field) {
        return field.column == EntryColumn::Tags
            ? QStringList{QStringLiteral("daily"), QStringLiteral("end of day")}
            : QStringList{QStringLiteral("orders"), QStringLiteral("order_items")};
    }};
};

} // namespace

class TestEntryFilterEdit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not)"))); }

    void offersNamesThatBeginSo();
    void offersAllAtCtrlSpace();
    void offersValuesOfAChoice();
    void offersWhatThereIs();
    void quotesWhatHasSpaces();
    void goesOnFromTheNameToItsValues();
    void offersBehindAMinus();
    void offersNothingInAWordThatIsWhole();
};

void TestEntryFilterEdit::offersNamesThatBeginSo()
{
    Field field;
    field.type("st");
    QCOMPARE(field.offered(), QStringList{QStringLiteral("state:")});
    field.type("x");
    QVERIFY(field.offered().isEmpty());
}

void TestEntryFilterEdit::offersAllAtCtrlSpace()
{
    Field field;
    field.type("orders ");
    QVERIFY(field.offered().isEmpty());
    QTest::keyClick(&field.edit(), Qt::Key_Space, Qt::ControlModifier);
    QCOMPARE(field.offered().size(), qsizetype(entryFilterFields().size()));
    QVERIFY(field.offered().contains(QStringLiteral("hits<")));
    QCOMPARE(field.edit().text(), QStringLiteral("orders "));
}

void TestEntryFilterEdit::offersValuesOfAChoice()
{
    Field field;
    field.type("kind:");
    QCOMPARE(field.offered(),
        QStringList(
            {QStringLiteral("kind:result"), QStringLiteral("kind:row"), QStringLiteral("kind:schema")}));
    field.type("r");
    QCOMPARE(field.offered().size(), 2);
}

void TestEntryFilterEdit::offersWhatThereIs()
{
    Field field;
    field.type("a table:order_");
    QCOMPARE(field.offered(), QStringList{QStringLiteral("table:order_items")});
    field.choose(0);
    QCOMPARE(field.edit().text(), QStringLiteral("a table:order_items "));
}

void TestEntryFilterEdit::quotesWhatHasSpaces()
{
    Field field;
    field.type("tag:");
    QVERIFY(field.offered().contains(QStringLiteral("tag:\"end of day\"")));
    field.choose(1);
    QCOMPARE(field.edit().text(), QStringLiteral("tag:\"end of day\" "));
}

void TestEntryFilterEdit::goesOnFromTheNameToItsValues()
{
    Field field;
    field.type("pin");
    field.choose(0);
    QCOMPARE(field.edit().text(), QStringLiteral("pinned:"));
    QCOMPARE(field.offered(), QStringList({QStringLiteral("pinned:yes"), QStringLiteral("pinned:no")}));
    field.choose(0);
    QCOMPARE(field.edit().text(), QStringLiteral("pinned:yes "));
}

void TestEntryFilterEdit::offersBehindAMinus()
{
    Field field;
    field.type("-pinned:y");
    QCOMPARE(field.offered(), QStringList{QStringLiteral("pinned:yes")});
    field.choose(0);
    QCOMPARE(field.edit().text(), QStringLiteral("-pinned:yes "));
}

void TestEntryFilterEdit::offersNothingInAWordThatIsWhole()
{
    Field field;
    field.type("pinned:yes");
    QVERIFY(field.offered().isEmpty());
    field.type(" hits<");
    QVERIFY(field.offered().isEmpty());
}

QTEST_MAIN(TestEntryFilterEdit)
#include "tst_entryfilteredit.moc"
