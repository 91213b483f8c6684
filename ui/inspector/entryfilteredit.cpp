#include "ui/inspector/entryfilteredit.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QKeyEvent>
#include <QScrollBar>
#include <QStringListModel>

namespace larder {

namespace {

/// As it is typed: in quotes where it would be two words.
QString quoted(const QString& value)
{
    return value.contains(u' ') ? u'"' + value + u'"' : value;
}

} // namespace

EntryFilterEdit::EntryFilterEdit(Values values, QWidget* parent)
    : QLineEdit(parent)
    , m_values(std::move(values))
    , m_model(new QStringListModel(this))
    , m_completer(new QCompleter(m_model, this))
{
    m_completer->setWidget(this);
    m_completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_completer->setCompletionMode(QCompleter::PopupCompletion);
    m_completer->popup()->setAccessibleName(tr("What can stand here"));
    connect(this, &QLineEdit::textEdited, this, [this] { offer(false); });
    connect(m_completer, qOverload<const QString&>(&QCompleter::activated), this, &EntryFilterEdit::put);
}

void EntryFilterEdit::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Space && event->modifiers() == Qt::ControlModifier) {
        offer(true);
        return;
    }
    QLineEdit::keyPressEvent(event);
}

qsizetype EntryFilterEdit::wordBegin() const
{
    const QString before = text().left(cursorPosition());
    qsizetype begin = 0;
    bool inQuotes = false;
    for (qsizetype i = 0; i < before.size(); ++i) {
        inQuotes = inQuotes != (before[i] == u'"');
        if (before[i].isSpace() && !inQuotes)
            begin = i + 1;
    }
    return begin < before.size() && before[begin] == u'-' ? begin + 1 : begin;
}

QStringList EntryFilterEdit::candidates(const QString& word) const
{
    const qsizetype colon = word.indexOf(u':');
    QStringList found;
    if (colon < 0) {
        for (const EntryFilterField& field : entryFilterFields())
            found << QLatin1String(field.name) + (isNumber(field) ? u'<' : u':');
        return found;
    }
    const EntryFilterField* const field = entryFilterField(word.left(colon));
    if (!field || isNumber(*field))
        return {};
    const bool isChoice = field->kind == EntryFilterField::Kind::Choice;
    for (const QString& value : isChoice ? choicesOf(*field) : m_values(*field))
        found << word.left(colon + 1) + quoted(value);
    return found;
}

void EntryFilterEdit::offer(bool evenForNothing)
{
    const qsizetype begin = wordBegin();
    const QString word = text().mid(begin, cursorPosition() - begin);
    const QStringList found = word.isEmpty() && !evenForNothing ? QStringList() : candidates(word);
    m_model->setStringList(found);
    m_completer->setCompletionPrefix(word);
    // What stands there already need not be offered.
    const bool isDone = m_completer->completionCount() == 1 && m_completer->currentCompletion() == word;
    if (found.isEmpty() || m_completer->completionCount() == 0 || isDone) {
        m_completer->popup()->hide();
        return;
    }
    const QAbstractItemView& popup = *m_completer->popup();
    QRect place = rect();
    place.setLeft(cursorRect().left());
    place.setWidth(popup.sizeHintForColumn(0) + popup.verticalScrollBar()->sizeHint().width() + 12);
    m_completer->complete(place);
}

void EntryFilterEdit::put(const QString& candidate)
{
    const qsizetype begin = wordBegin();
    const bool isValue = candidate.contains(u':') && !candidate.endsWith(u':');
    const QString put = isValue ? candidate + u' ' : candidate;
    const QString behind = text().mid(cursorPosition());
    setText(text().left(begin) + put + (isValue ? behind.trimmed() : behind));
    setCursorPosition(int(begin + put.size()));
    if (candidate.endsWith(u':'))
        offer(true);
}

} // namespace larder
