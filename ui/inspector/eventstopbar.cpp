#include "ui/inspector/eventstopbar.h"

#include "models/inspector/eventtext.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>

namespace larder {

EventStopBar::EventStopBar(QWidget* parent)
    : QWidget(parent)
    , m_kind(new QComboBox(this))
    , m_words(new QLineEdit(this))
{
    setObjectName(QStringLiteral("eventStopBar"));
    m_kind->setObjectName(QStringLiteral("eventStopKind"));
    m_kind->setAccessibleName(tr("Kind of event to stop at"));
    m_kind->view()->setAccessibleName(m_kind->accessibleName());
    m_kind->addItem(tr("any event"), -1);
    for (int kind = 0; kind < int(EventFilter::kKinds); ++kind)
        m_kind->addItem(eventKindText(EventKind(kind)), kind);
    m_words->setObjectName(QStringLiteral("eventStopWords"));
    m_words->setAccessibleName(tr("Words of the event to stop at"));
    m_words->setPlaceholderText(tr("with these words, or entry:12…"));
    m_words->setClearButtonEnabled(true);
    auto* const label = new QLabel(tr("Stop when there is"), this);
    label->setBuddy(m_kind);
    auto* const layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(label);
    layout->addWidget(m_kind);
    layout->addWidget(m_words, 1);
    setFocusProxy(m_kind);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &EventStopBar::ruleChanged);
    connect(m_words, &QLineEdit::textChanged, this, &EventStopBar::ruleChanged);
}

std::optional<EventFilter> EventStopBar::rule() const
{
    const int kind = m_kind->currentData().toInt();
    const QString words = m_words->text().simplified();
    if (isHidden() || (kind < 0 && words.isEmpty()))
        return std::nullopt;
    EventFilter::Kinds kinds;
    if (kind < 0)
        kinds.set();
    else
        kinds.set(size_t(kind));
    return EventFilter(kinds, words);
}

} // namespace larder
