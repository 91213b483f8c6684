#pragma once

#include <QAccessible>
#include <QString>

#include <private/qguiapplication_p.h>
#include <qpa/qplatformaccessibility.h>
#include <qpa/qplatformintegration.h>

#include <vector>

namespace larder::test {

/// What a screen reader would hear while this lives. Qt sends nothing before a reader is there, and only its
/// private headers can say that one is.
class HeardEvents
{
public:
    struct Heard
    {
        QAccessible::Event type = QAccessible::InvalidEvent;
        QString name = {};
        QString value = {};
    };

    HeardEvents()
    {
        s_heard.clear();
        setActive(true);
        QAccessible::installUpdateHandler([](QAccessibleEvent* event) {
            QAccessibleInterface* const about = event->accessibleInterface();
            s_heard.push_back(
                {event->type(), about->text(QAccessible::Name), about->text(QAccessible::Value)});
        });
    }
    ~HeardEvents()
    {
        QAccessible::installUpdateHandler(nullptr);
        setActive(false);
    }
    HeardEvents(const HeardEvents&) = delete;
    HeardEvents& operator=(const HeardEvents&) = delete;

    /// Those of @p type since the last call of this function.
    [[nodiscard]] std::vector<Heard> take(QAccessible::Event type)
    {
        std::vector<Heard> found;
        for (const Heard& heard : std::exchange(s_heard, {})) {
            if (heard.type == type)
                found.push_back(heard);
        }
        return found;
    }

private:
    static void setActive(bool active)
    {
        QGuiApplicationPrivate::platformIntegration()->accessibility()->setActive(active);
    }

    static inline std::vector<Heard> s_heard;
};

} // namespace larder::test
