#include "ui/filterfields.h"

#include "models/celltext.h"
#include "ui/gridstate.h"

#include <QLineEdit>
#include <QStyle>

namespace larder {

FilterFields::FilterFields(const GridState& state, QWidget& header)
    : QObject(&header)
    , m_state(state)
    , m_header(header)
    , m_frozen(new QWidget(&header))
    , m_scrolled(new QWidget(&header))
{
}

std::map<int, QString> FilterFields::texts() const
{
    std::map<int, QString> texts;
    for (const auto& [column, edit] : m_fields) {
        if (!edit->text().trimmed().isEmpty())
            texts.emplace(column, edit->text());
    }
    return texts;
}

void FilterFields::setText(int column, const QString& text)
{
    field(column)->setText(text);
}

void FilterFields::setError(int column, const QString& error)
{
    QLineEdit* const edit = field(column);
    QPalette colors;
    if (!error.isEmpty()) {
        const bool dark = colors.color(QPalette::Base).lightness() < 128;
        colors.setColor(QPalette::Base, dark ? QColor(0x5a, 0x20, 0x20) : QColor(0xff, 0xdd, 0xdd));
    }
    edit->setPalette(colors);
    edit->setToolTip(
        error.isEmpty() ? tr("Filter: text, =5, <>5, <5, 1..5, ~regular expression, NULL, !not") : error);
}

void FilterFields::clear()
{
    for (const auto& [column, edit] : m_fields)
        delete edit;
    m_fields.clear();
    place();
}

// A field that stays in view is never hidden in between: it would lose the focus.
void FilterFields::place()
{
    const GridColumns& columns = m_state.columns();
    const int top = m_header.height() - height();
    const int frozenWidth = columns.frozenWidth();
    const int scrolledLeft = m_state.gutter() + frozenWidth;
    m_frozen->setGeometry(m_state.mirrored(QRect(m_state.gutter(), top, frozenWidth, height())));
    m_scrolled->setGeometry(
        m_state.mirrored(QRect(scrolledLeft, top, qMax(0, m_header.width() - scrolledLeft), height())));
    std::set<int> placed;
    const auto placeIt = [&](int place) {
        placeField(place);
        placed.insert(columns.shown()[size_t(place)]);
    };
    for (int place = 0; place < columns.frozen(); ++place)
        placeIt(place);
    const int first = qMax(columns.frozen(), columns.placeAt(frozenWidth, m_state.scroll()));
    for (int place = first; place < int(columns.shown().size()); ++place) {
        if (m_state.gutter() + columns.leftInView(place, m_state.scroll()) > m_header.width())
            break;
        placeIt(place);
    }
    for (const auto& [column, edit] : m_fields) {
        if (!placed.contains(column))
            edit->setVisible(false);
    }
}

int FilterFields::height() const
{
    return m_header.fontMetrics().height() + 8;
}

void FilterFields::focus(int column)
{
    field(column)->setFocus(Qt::ShortcutFocusReason);
}

void FilterFields::placeField(int place)
{
    const GridColumns& columns = m_state.columns();
    QLineEdit* const edit = field(columns.shown()[size_t(place)]);
    const bool frozen = place < columns.frozen();
    QWidget* const parent = frozen ? m_frozen : m_scrolled;
    if (edit->parentWidget() != parent)
        edit->setParent(parent);
    const int left = columns.leftInView(place, m_state.scroll()) - (frozen ? 0 : columns.frozenWidth());
    const QRect area(left, 0, columns.left(place + 1) - columns.left(place), height());
    edit->setGeometry(
        m_state.isMirrored() ? QStyle::visualRect(Qt::RightToLeft, parent->rect(), area) : area);
    edit->setVisible(true);
}

QLineEdit* FilterFields::field(int column)
{
    QLineEdit*& edit = m_fields[column];
    if (!edit)
        edit = createField(column);
    return edit;
}

QLineEdit* FilterFields::createField(int column)
{
    auto* const edit = new QLineEdit(m_scrolled);
    edit->setPlaceholderText(tr("Filter"));
    edit->setClearButtonEnabled(true);
    const ResultPtr& result = m_state.rows().result;
    edit->setAccessibleName(tr("Filter of %1")
                                .arg(result && column < result->columnCount()
                                        ? oneLineText(result->columns()[size_t(column)].name)
                                        : QString()));
    edit->setToolTip(tr("Filter: text, =5, <>5, <5, 1..5, ~regular expression, NULL, !not"));
    connect(edit, &QLineEdit::textChanged, this, [this, column] {
        setError(column, {});
        Q_EMIT textsChanged();
    });
    return edit;
}

} // namespace larder
