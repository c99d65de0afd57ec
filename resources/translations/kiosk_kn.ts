<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="kn_IN" sourcelanguage="en">
<context>
    <name>Charge</name>
    <message>
        <source>Paused</source>
        <translation>ತಡೆಯಲಾಗಿದೆ</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>{time} ಬಾಕಿ</translation>
    </message>
    <message>
        <source>Charging</source>
        <translation>ಚಾರ್ಜ್ ಆಗುತ್ತಿದೆ</translation>
    </message>
    <message>
        <source>Charging to {target}</source>
        <translation>{target} ವರೆಗೆ ಚಾರ್ಜಿಂಗ್</translation>
    </message>
    <message>
        <source>{time} to {target}</source>
        <translation>{target} ಗೆ {time}</translation>
    </message>
    <message>
        <source>up to {amount}</source>
        <translation>{amount} ವರೆಗೆ</translation>
    </message>
    <message>
        <source>about {time}</source>
        <translation>ಸುಮಾರು {time} ಕ್ಕೆ</translation>
    </message>
    <message>
        <source>{amount} so far</source>
        <translation>ಇದುವರೆಗೆ {amount}</translation>
    </message>
</context>
<context>
    <name>ChargingView</name>
    <message>
        <source>Power</source>
        <translation>ಪವರ್</translation>
    </message>
    <message>
        <source>in {duration}</source>
        <translation>· {duration}</translation>
    </message>
    <message>
        <source>Current</source>
        <translation>ಕರೆಂಟ್</translation>
    </message>
    <message>
        <source>Voltage</source>
        <translation>ವೋಲ್ಟೇಜ್</translation>
    </message>
    <message>
        <source>{duration} ago</source>
        <translation>{duration} ಹಿಂದೆ</translation>
    </message>
    <message>
        <source>Charging may still go on.</source>
        <translation>ಚಾರ್ಜ್ ನಡೆಯುತ್ತಾ ಇರಬಹುದು.</translation>
    </message>
    <message>
        <source>Leave the vehicle plugged in.</source>
        <translation>ವಾಹನದ ಪ್ಲಗ್ ತೆಗೆಯಬೇಡಿ.</translation>
    </message>
    <message>
        <source>Leave the vehicle plugged in, or unplug it to end the charge.</source>
        <translation>ಪ್ಲಗ್ ಹಾಗೇ ಬಿಡಿ, ಅಥವಾ ಚಾರ್ಜಿಂಗ್ ಮುಗಿಸಲು ತೆಗೆಯಿರಿ.</translation>
    </message>
    <message>
        <source>Or call us: {number}.</source>
        <translation>ಅಥವಾ ಕರೆ ಮಾಡಿ: {number}</translation>
    </message>
    <message>
        <source>Stop it by card or app.</source>
        <translation>ಕಾರ್ಡ್ ಅಥವಾ ಆ್ಯಪ್‌ನಿಂದ ನಿಲ್ಲಿಸಿ.</translation>
    </message>
    <message>
        <source>Started with a card or an app.</source>
        <translation>ಕಾರ್ಡ್ ಅಥವಾ ಆ್ಯಪ್‌ನಿಂದ ಪ್ರಾರಂಭವಾಗಿದೆ.</translation>
    </message>
    <message>
        <source>Please stop it the same way.</source>
        <translation>ದಯವಿಟ್ಟು ಅದರಿಂದಲೇ ನಿಲ್ಲಿಸಿ.</translation>
    </message>
    <message>
        <source>Stop is waiting</source>
        <translation>ನಿಲ್ಲಿಸಲು ಕಾಯುತ್ತಿದೆ</translation>
    </message>
    <message>
        <source>STOP WHEN CONNECTED</source>
        <translation>ಸಂಪರ್ಕ ಬಂದಾಗ ನಿಲ್ಲಿಸಿ</translation>
    </message>
    <message>
        <source>STOP LATER</source>
        <translation>ನಂತರ ನಿಲ್ಲಿಸಿ</translation>
    </message>
    <message>
        <source>STOP CHARGING</source>
        <translation>ಚಾರ್ಜಿಂಗ್ ನಿಲ್ಲಿಸಿ</translation>
    </message>
    <message>
        <source>STOP</source>
        <translation>ನಿಲ್ಲಿಸಿ</translation>
    </message>
</context>
<context>
    <name>CompleteView</name>
    <message>
        <source>MORE TIME</source>
        <translation>+ ಸಮಯ</translation>
    </message>
    <message>
        <source>+ TIME</source>
        <translation>+ ಸಮಯ</translation>
    </message>
    <message>
        <source>WAIT</source>
        <translation>ತಾಳಿ</translation>
    </message>
    <message>
        <source>Closes in {time}</source>
        <translation>{time} ಬಾಕಿ</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>{time} ಬಾಕಿ</translation>
    </message>
    <message>
        <source>VIEW RECEIPT</source>
        <translation>ರಸೀದಿ ನೋಡಿ</translation>
    </message>
    <message>
        <source>RECEIPT</source>
        <translation>ರಸೀದಿ</translation>
    </message>
    <message>
        <source>BILL</source>
        <translation>ರಸೀದಿ</translation>
    </message>
    <message>
        <source>BACK TO HOME</source>
        <translation>ಮುಖ್ಯ ಪರದೆ</translation>
    </message>
    <message>
        <source>HOME</source>
        <translation>ಮುಖ್ಯ</translation>
    </message>
    <message>
        <source>Charge complete</source>
        <translation>ಚಾರ್ಜಿಂಗ್ ಮುಗಿದಿದೆ</translation>
    </message>
    <message>
        <source>Complete</source>
        <translation>ಮುಗಿದಿದೆ</translation>
    </message>
    <message>
        <source>The charge has ended</source>
        <translation>ಚಾರ್ಜಿಂಗ್ ನಿಂತಿದೆ</translation>
    </message>
    <message>
        <source>You can unplug now</source>
        <translation>ಈಗ ಪ್ಲಗ್ ತೆಗೆಯಬಹುದು</translation>
    </message>
    <message>
        <source>Unplug now</source>
        <translation>ಪ್ಲಗ್ ತೆಗೆಯಿರಿ</translation>
    </message>
    <message>
        <source>{start} to {end}</source>
        <translation>{start} ರಿಂದ {end}</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>ದೂರ</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>ಒಟ್ಟು</translation>
    </message>
    <message>
        <source>Total so far</source>
        <translation>ಈವರೆಗೆ ಒಟ್ಟು</translation>
    </message>
    <message>
        <source>Figures from the meter</source>
        <translation>ಮೀಟರ್‌ನ ಅಂಕಿಗಳು</translation>
    </message>
    <message>
        <source>From the meter</source>
        <translation>ಮೀಟರ್‌ನಿಂದ</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>ಆರಂಭ</translation>
    </message>
    <message>
        <source>Charge ended</source>
        <translation>ಚಾರ್ಜಿಂಗ್ ನಿಂತಿದೆ</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>ಅಂತ್ಯ</translation>
    </message>
    <message>
        <source>Gained</source>
        <translation>ಹೆಚ್ಚಳ</translation>
    </message>
    <message>
        <source>The figures are from the meter.</source>
        <translation>ಅಂಕಿಗಳು ಮೀಟರ್‌ನವು.</translation>
    </message>
    <message>
        <source>Energy</source>
        <translation>ಶಕ್ತಿ</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>ಅವಧಿ</translation>
    </message>
    <message>
        <source>Average power</source>
        <translation>ಸರಾಸರಿ ಪವರ್</translation>
    </message>
    <message>
        <source>Range added</source>
        <translation>ಹೆಚ್ಚಿದ ದೂರ</translation>
    </message>
</context>
<context>
    <name>ConnectingView</name>
    <message>
        <source>This takes a moment.</source>
        <translation>ಒಂದು ಕ್ಷಣ ಬೇಕು.</translation>
    </message>
    <message>
        <source>The charger can&apos;t be seen yet. We keep trying.</source>
        <translation>ಚಾರ್ಜರ್ ಇನ್ನೂ ಸಿಕ್ಕಿಲ್ಲ. ಪ್ರಯತ್ನಿಸುತ್ತಿದ್ದೇವೆ.</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>ಸಂಪರ್ಕ ಆಗುತ್ತಿದೆ…</translation>
    </message>
</context>
<context>
    <name>Connector</name>
    <message>
        <source>Connector {number}</source>
        <translation>ಕನೆಕ್ಟರ್ {number}</translation>
    </message>
    <message>
        <source>Charging</source>
        <translation>ಚಾರ್ಜಿಂಗ್</translation>
    </message>
    <message>
        <source>Free</source>
        <translation>ಖಾಲಿ</translation>
    </message>
    <message>
        <source>Plugged in</source>
        <translation>ಪ್ಲಗ್ ಹಾಕಿದೆ</translation>
    </message>
    <message>
        <source>Busy</source>
        <translation>ಬಳಕೆ</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>ಆರಂಭ</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>ನಿಲ್ಲುತ್ತಿದೆ</translation>
    </message>
    <message>
        <source>Complete</source>
        <translation>ಮುಗಿದಿದೆ</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>ಸಿದ್ಧ</translation>
    </message>
    <message>
        <source>Please unplug</source>
        <translation>ಪ್ಲಗ್ ತೆಗೆಯಿರಿ</translation>
    </message>
    <message>
        <source>Reserved</source>
        <translation>ಕಾಯ್ದಿರಿಸಿದೆ</translation>
    </message>
    <message>
        <source>Out of service</source>
        <translation>ಸೇವೆ ಇಲ್ಲ</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>ಇಲ್ಲ</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>ವಿರಾಮ</translation>
    </message>
</context>
<context>
    <name>DeveloperPanel</name>
    <message>
        <source>Simulated station</source>
        <translation>ಅನುಕರಣೆ ಸ್ಟೇಷನ್</translation>
    </message>
    <message>
        <source>Connector {number}</source>
        <translation>ಕನೆಕ್ಟರ್ {number}</translation>
    </message>
</context>
<context>
    <name>Ended</name>
    <message>
        <source>You stopped it before {target}.</source>
        <translation>ನೀವು {target} ಮೊದಲೇ ನಿಲ್ಲಿಸಿದಿರಿ.</translation>
    </message>
    <message>
        <source>Your target of {target} is reached.</source>
        <translation>ನಿಮ್ಮ ಗುರಿ {target} ತಲುಪಿದೆ.</translation>
    </message>
    <message>
        <source>Your target is reached.</source>
        <translation>ನಿಮ್ಮ ಗುರಿ ತಲುಪಿದೆ.</translation>
    </message>
    <message>
        <source>You stopped it.</source>
        <translation>ನೀವು ನಿಲ್ಲಿಸಿದಿರಿ.</translation>
    </message>
    <message>
        <source>Your battery is full.</source>
        <translation>ನಿಮ್ಮ ಬ್ಯಾಟರಿ ತುಂಬಿದೆ.</translation>
    </message>
    <message>
        <source>It ended when you unplugged.</source>
        <translation>ಪ್ಲಗ್ ತೆಗೆದಾಗ ನಿಂತಿತು.</translation>
    </message>
    <message>
        <source>Stopped after {limit}, as you chose.</source>
        <translation>ನೀವು ಆರಿಸಿದಂತೆ {limit} ನಂತರ ನಿಂತಿತು.</translation>
    </message>
    <message>
        <source>Stopped at {limit}, as you chose.</source>
        <translation>ನೀವು ಆರಿಸಿದಂತೆ {limit} ಗೆ ನಿಂತಿತು.</translation>
    </message>
    <message>
        <source>You stopped it before {limit}.</source>
        <translation>ನೀವು {limit} ಮೊದಲೇ ನಿಲ್ಲಿಸಿದಿರಿ.</translation>
    </message>
</context>
<context>
    <name>Fault</name>
    <message>
        <source>Charger fault</source>
        <translation>ಚಾರ್ಜರ್ ದೋಷ</translation>
    </message>
    <message>
        <source>Please use another charger.</source>
        <translation>ದಯವಿಟ್ಟು ಬೇರೆ ಚಾರ್ಜರ್ ಬಳಸಿ.</translation>
    </message>
    <message>
        <source>Do not touch
the plug</source>
        <translation>ಪ್ಲಗ್
ಮುಟ್ಟಬೇಡಿ</translation>
    </message>
    <message>
        <source>Step back and call us.</source>
        <translation>ಹಿಂದೆ ಸರಿದು ನಮಗೆ ಕರೆ ಮಾಡಿ.</translation>
    </message>
    <message>
        <source>Check the plug</source>
        <translation>ಪ್ಲಗ್ ಪರಿಶೀಲಿಸಿ</translation>
    </message>
    <message>
        <source>The plug is not locked.</source>
        <translation>ಪ್ಲಗ್ ಲಾಕ್ ಆಗಿಲ್ಲ.</translation>
    </message>
    <message>
        <source>Unplug, then plug in firmly.</source>
        <translation>ಪ್ಲಗ್ ತೆಗೆದು, ಬಿಗಿಯಾಗಿ ಹಾಕಿ.</translation>
    </message>
    <message>
        <source>The station reports current leaking to earth.</source>
        <translation>ಭೂಮಿಗೆ ಕರೆಂಟ್ ಸೋರುತ್ತಿದೆ ಎಂದು ಸ್ಟೇಷನ್ ತಿಳಿಸಿದೆ.</translation>
    </message>
    <message>
        <source>Too hot</source>
        <translation>ತುಂಬಾ ಬಿಸಿ</translation>
    </message>
    <message>
        <source>The charger must cool down first.</source>
        <translation>ಚಾರ್ಜರ್ ಮೊದಲು ತಣ್ಣಗಾಗಬೇಕು.</translation>
    </message>
    <message>
        <source>Please wait. It goes on by itself.</source>
        <translation>ದಯವಿಟ್ಟು ಕಾಯಿರಿ. ತಾನಾಗಿ ಮುಂದುವರಿಯುತ್ತದೆ.</translation>
    </message>
    <message>
        <source>The station reports too much current.</source>
        <translation>ಕರೆಂಟ್ ವಿಪರೀತವಾಗಿದೆ ಎಂದು ಸ್ಟೇಷನ್ ತಿಳಿಸಿದೆ.</translation>
    </message>
    <message>
        <source>The station reports too high a voltage.</source>
        <translation>ವೋಲ್ಟೇಜ್ ವಿಪರೀತವಾಗಿದೆ ಎಂದು ಸ್ಟೇಷನ್ ತಿಳಿಸಿದೆ.</translation>
    </message>
    <message>
        <source>Please wait</source>
        <translation>ದಯವಿಟ್ಟು ಕಾಯಿರಿ</translation>
    </message>
    <message>
        <source>The voltage of the grid is low.</source>
        <translation>ವಿದ್ಯುತ್ ವೋಲ್ಟೇಜ್ ಕಡಿಮೆ ಇದೆ.</translation>
    </message>
    <message>
        <source>It goes on by itself.</source>
        <translation>ತಾನಾಗಿ ಮುಂದುವರಿಯುತ್ತದೆ.</translation>
    </message>
    <message>
        <source>Its radio signal is weak.</source>
        <translation>ಇದರ ರೇಡಿಯೋ ಸಿಗ್ನಲ್ ದುರ್ಬಲವಾಗಿದೆ.</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>ಉತ್ತರವಿಲ್ಲ</translation>
    </message>
    <message>
        <source>Your vehicle does not answer.</source>
        <translation>ನಿಮ್ಮ ವಾಹನ ಉತ್ತರಿಸುತ್ತಿಲ್ಲ.</translation>
    </message>
    <message>
        <source>Switch it on, unplug, wait 10 seconds, plug in again.</source>
        <translation>ವಾಹನ ಆನ್ ಮಾಡಿ, ಪ್ಲಗ್ ತೆಗೆದು 10 ಸೆಕೆಂಡ್ ಕಾದು ಮತ್ತೆ ಹಾಕಿ.</translation>
    </message>
    <message>
        <source>Meter fault</source>
        <translation>ಮೀಟರ್ ದೋಷ</translation>
    </message>
    <message>
        <source>The meter does not work, so nothing can be charged.</source>
        <translation>ಮೀಟರ್ ಕೆಲಸ ಮಾಡುತ್ತಿಲ್ಲ, ಹಾಗಾಗಿ ಚಾರ್ಜಿಂಗ್ ಆಗದು.</translation>
    </message>
    <message>
        <source>The station reports a fault of its switch.</source>
        <translation>ಸ್ವಿಚ್ ದೋಷ ಇದೆ ಎಂದು ಸ್ಟೇಷನ್ ತಿಳಿಸಿದೆ.</translation>
    </message>
    <message>
        <source>Leave the plug in and call us.</source>
        <translation>ಪ್ಲಗ್ ತೆಗೆಯಬೇಡಿ, ನಮಗೆ ಕರೆ ಮಾಡಿ.</translation>
    </message>
    <message>
        <source>The card reader does not work.</source>
        <translation>ಕಾರ್ಡ್ ರೀಡರ್ ಕೆಲಸ ಮಾಡುತ್ತಿಲ್ಲ.</translation>
    </message>
    <message>
        <source>This charger has a fault.</source>
        <translation>ಈ ಚಾರ್ಜರ್‌ನಲ್ಲಿ ದೋಷವಿದೆ.</translation>
    </message>
    <message>
        <source>This charger could not restart.</source>
        <translation>ಈ ಚಾರ್ಜರ್ ಮತ್ತೆ ಚಾಲೂ ಆಗಲಿಲ್ಲ.</translation>
    </message>
    <message>
        <source>Its list of cards is wrong.</source>
        <translation>ಇದರ ಕಾರ್ಡ್ ಪಟ್ಟಿ ತಪ್ಪಾಗಿದೆ.</translation>
    </message>
    <message>
        <source>The station reports a safety stop.</source>
        <translation>ಸುರಕ್ಷತೆಗಾಗಿ ನಿಲ್ಲಿಸಿದೆ ಎಂದು ಸ್ಟೇಷನ್ ತಿಳಿಸಿದೆ.</translation>
    </message>
    <message>
        <source>The station can&apos;t charge like this.</source>
        <translation>ಹೀಗಿದ್ದರೆ ಸ್ಟೇಷನ್ ಚಾರ್ಜ್ ಮಾಡಲಾಗದು.</translation>
    </message>
    <message>
        <source>Unplug, wait 10 seconds, plug in again.</source>
        <translation>ಪ್ಲಗ್ ತೆಗೆದು, 10 ಸೆಕೆಂಡ್ ಕಾದು, ಮತ್ತೆ ಹಾಕಿ.</translation>
    </message>
</context>
<context>
    <name>Figures</name>
    <message>
        <source>km</source>
        <translation>ಕಿ.ಮೀ</translation>
    </message>
    <message>
        <source>s</source>
        <translation>ಸೆಕೆಂಡ್</translation>
    </message>
    <message>
        <source>{minutes} min {seconds} s</source>
        <translation>{minutes} ನಿ. {seconds} ಸೆ.</translation>
    </message>
    <message>
        <source>min</source>
        <translation>ನಿಮಿಷ</translation>
    </message>
    <message>
        <source>h</source>
        <translation>ಗಂಟೆ</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} ಗಂ. {minutes} ನಿ.</translation>
    </message>
    <message>
        <source>under 1 min</source>
        <translation>1 ನಿಮಿಷಕ್ಕಿಂತ ಕಡಿಮೆ</translation>
    </message>
</context>
<context>
    <name>HistoryView</name>
    <message>
        <source>BACK</source>
        <translation>ಹಿಂದೆ</translation>
    </message>
    <message>
        <source>NEWER</source>
        <translation>ಹೊಸವು</translation>
    </message>
    <message>
        <source>NEW</source>
        <translation>ಹೊಸ</translation>
    </message>
    <message>
        <source>OLDER</source>
        <translation>ಹಳೆಯವು</translation>
    </message>
    <message>
        <source>OLD</source>
        <translation>ಹಳೆ</translation>
    </message>
    <message>
        <source>No sessions yet.</source>
        <translation>ಇನ್ನೂ ಚಾರ್ಜಿಂಗ್ ಆಗಿಲ್ಲ.</translation>
    </message>
    <message>
        <source>The first one will stand here.</source>
        <translation>ಮೊದಲನೆಯದು ಇಲ್ಲಿ ಕಾಣಿಸುತ್ತದೆ.</translation>
    </message>
    <message>
        <source>Last sessions</source>
        <translation>ಹಿಂದಿನ ಚಾರ್ಜಿಂಗ್</translation>
    </message>
    <message>
        <source>Page {page} of {pages}</source>
        <translation>ಪುಟ {page}/{pages}</translation>
    </message>
</context>
<context>
    <name>IdleView</name>
    <message>
        <source>Then choose how far to charge.</source>
        <translation>ನಂತರ ಎಷ್ಟು ಚಾರ್ಜ್ ಬೇಕೆಂದು ಆರಿಸಿ.</translation>
    </message>
    <message>
        <source>No connection just now. We keep trying.</source>
        <translation>ಈಗ ಸಂಪರ್ಕವಿಲ್ಲ. ಪ್ರಯತ್ನಿಸುತ್ತಿದ್ದೇವೆ.</translation>
    </message>
    <message>
        <source>Plug in your vehicle</source>
        <translation>ವಾಹನಕ್ಕೆ ಪ್ಲಗ್&#xa0;ಹಾಕಿ</translation>
    </message>
    <message>
        <source>Past sessions</source>
        <translation>ಹಿಂದಿನ ಚಾರ್ಜಿಂಗ್‌ಗಳು</translation>
    </message>
    <message>
        <source>Figures and receipts</source>
        <translation>ಅಂಕಿಅಂಶ ಮತ್ತು ರಸೀದಿಗಳು</translation>
    </message>
    <message>
        <source>1  Plug in</source>
        <translation>1  ಪ್ಲಗ್ ಹಾಕಿ</translation>
    </message>
    <message>
        <source>2  Choose</source>
        <translation>2  ಆರಿಸಿ</translation>
    </message>
    <message>
        <source>3  Start</source>
        <translation>3  ಪ್ರಾರಂಭಿಸಿ</translation>
    </message>
    <message>
        <source>How it works</source>
        <translation>ಹೇಗೆ ಬಳಸುವುದು</translation>
    </message>
    <message>
        <source>Last session, ended {time}</source>
        <translation>ಹಿಂದಿನ ಚಾರ್ಜಿಂಗ್, ಮುಗಿದದ್ದು {time}</translation>
    </message>
    <message>
        <source>Last session</source>
        <translation>ಹಿಂದಿನ ಚಾರ್ಜಿಂಗ್</translation>
    </message>
    <message>
        <source>{start} to {final}</source>
        <translation>{start} ರಿಂದ {final}</translation>
    </message>
    <message>
        <source>Last</source>
        <translation>ಹಿಂದೆ</translation>
    </message>
</context>
<context>
    <name>Link</name>
    <message>
        <source>since {time}.</source>
        <translation>{time} ರಿಂದ.</translation>
    </message>
    <message>
        <source>We keep trying.</source>
        <translation>ಪ್ರಯತ್ನಿಸುತ್ತಿದ್ದೇವೆ.</translation>
    </message>
    <message>
        <source>No connection</source>
        <translation>ಸಂಪರ್ಕವಿಲ್ಲ</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Charging kiosk</source>
        <translation>ಚಾರ್ಜಿಂಗ್ ಕಿಯೋಸ್ಕ್</translation>
    </message>
    <message>
        <source>Help {number}</source>
        <translation>ಸಹಾಯ {number}</translation>
    </message>
    <message>
        <source>Call {number}</source>
        <translation>ಕರೆ {number}</translation>
    </message>
</context>
<context>
    <name>ModeButton</name>
    <message>
        <source>Normal text</source>
        <translation>ಸಾಮಾನ್ಯ ಅಕ್ಷರ</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>ದೊಡ್ಡ ಅಕ್ಷರ</translation>
    </message>
    <message>
        <source>Buttons higher</source>
        <translation>ಬಟನ್ ಮೇಲೆ</translation>
    </message>
    <message>
        <source>Buttons lower</source>
        <translation>ಬಟನ್ ಕೆಳಗೆ</translation>
    </message>
</context>
<context>
    <name>Model</name>
    <message>
        <source>Model unknown</source>
        <translation>ಮಾದರಿ ತಿಳಿದಿಲ್ಲ</translation>
    </message>
    <message>
        <source>Classic</source>
        <translation>ಕ್ಲಾಸಿಕ್</translation>
    </message>
    <message>
        <source>Pro</source>
        <translation>ಪ್ರೋ</translation>
    </message>
    <message>
        <source>Max</source>
        <translation>ಮ್ಯಾಕ್ಸ್</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Not started</source>
        <translation>ಪ್ರಾರಂಭವಾಗಿಲ್ಲ</translation>
    </message>
    <message>
        <source>The station said no.</source>
        <translation>ಸ್ಟೇಷನ್ ಒಪ್ಪಲಿಲ್ಲ.</translation>
    </message>
    <message>
        <source>Check the plug and try again.</source>
        <translation>ಪ್ಲಗ್ ಪರಿಶೀಲಿಸಿ, ಮತ್ತೆ ಪ್ರಯತ್ನಿಸಿ.</translation>
    </message>
    <message>
        <source>The station has a problem.</source>
        <translation>ಸ್ಟೇಷನ್‌ನಲ್ಲಿ ಸಮಸ್ಯೆ ಇದೆ.</translation>
    </message>
    <message>
        <source>Please try again.</source>
        <translation>ದಯವಿಟ್ಟು ಮತ್ತೆ ಪ್ರಯತ್ನಿಸಿ.</translation>
    </message>
    <message>
        <source>The station did not answer.</source>
        <translation>ಸ್ಟೇಷನ್ ಉತ್ತರಿಸಲಿಲ್ಲ.</translation>
    </message>
    <message>
        <source>No current came.</source>
        <translation>ಕರೆಂಟ್ ಬರಲಿಲ್ಲ.</translation>
    </message>
    <message>
        <source>Station offline</source>
        <translation>ಸ್ಟೇಷನ್ ಆಫ್‌ಲೈನ್</translation>
    </message>
    <message>
        <source>It can&apos;t be reached now.</source>
        <translation>ಈಗ ಅದರ ಸಂಪರ್ಕ ಸಿಗುತ್ತಿಲ್ಲ.</translation>
    </message>
    <message>
        <source>Please try again soon.</source>
        <translation>ಸ್ವಲ್ಪ ಹೊತ್ತಿನಲ್ಲಿ ಮತ್ತೆ ಪ್ರಯತ್ನಿಸಿ.</translation>
    </message>
    <message>
        <source>Not permitted</source>
        <translation>ಅನುಮತಿ ಇಲ್ಲ</translation>
    </message>
    <message>
        <source>This kiosk may not start a charge.</source>
        <translation>ಈ ಕಿಯೋಸ್ಕ್ ಚಾರ್ಜ್ ಆರಂಭಿಸುವಂತಿಲ್ಲ.</translation>
    </message>
    <message>
        <source>Please call us.</source>
        <translation>ದಯವಿಟ್ಟು ಕರೆ ಮಾಡಿ.</translation>
    </message>
    <message>
        <source>Not set up yet</source>
        <translation>ಇನ್ನೂ ಸಿದ್ಧವಾಗಿಲ್ಲ</translation>
    </message>
    <message>
        <source>This kiosk can&apos;t give orders.</source>
        <translation>ಈ ಕಿಯೋಸ್ಕ್ ಆದೇಶ ನೀಡಲಾಗದು.</translation>
    </message>
    <message>
        <source>No connection</source>
        <translation>ಸಂಪರ್ಕವಿಲ್ಲ</translation>
    </message>
    <message>
        <source>Nothing was sent.</source>
        <translation>ಏನೂ ಕಳುಹಿಸಿಲ್ಲ.</translation>
    </message>
    <message>
        <source>It did not work</source>
        <translation>ಆಗಲಿಲ್ಲ</translation>
    </message>
    <message>
        <source>The control centre has a problem.</source>
        <translation>ನಿಯಂತ್ರಣ ಕೇಂದ್ರದಲ್ಲಿ ಸಮಸ್ಯೆ ಇದೆ.</translation>
    </message>
    <message>
        <source>Not stopped</source>
        <translation>ನಿಂತಿಲ್ಲ</translation>
    </message>
    <message>
        <source>Please try again or call us.</source>
        <translation>ಮತ್ತೆ ಪ್ರಯತ್ನಿಸಿ ಅಥವಾ ಕರೆ ಮಾಡಿ.</translation>
    </message>
    <message>
        <source>Not stopped yet</source>
        <translation>ಇನ್ನೂ ನಿಂತಿಲ್ಲ</translation>
    </message>
    <message>
        <source>We keep trying.</source>
        <translation>ಪ್ರಯತ್ನಿಸುತ್ತಿದ್ದೇವೆ.</translation>
    </message>
    <message>
        <source>Still stopping…</source>
        <translation>ಇನ್ನೂ ನಿಲ್ಲುತ್ತಿದೆ…</translation>
    </message>
    <message>
        <source>Please call us if it goes on.</source>
        <translation>ಹೀಗೇ ಆದರೆ ನಮಗೆ ಕರೆ ಮಾಡಿ.</translation>
    </message>
</context>
<context>
    <name>NumberPad</name>
    <message>
        <source>Your own target</source>
        <translation>ನಿಮ್ಮ ಸ್ವಂತ ಗುರಿ</translation>
    </message>
    <message>
        <source>Delete the last digit</source>
        <translation>ಕೊನೆಯ ಅಂಕಿ ಅಳಿಸಿ</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>ಹಿಂದೆ</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>ಸರಿ</translation>
    </message>
    <message>
        <source>Percent</source>
        <translation>ಶೇಕಡಾ</translation>
    </message>
    <message>
        <source>Minutes</source>
        <translation>ನಿಮಿಷ</translation>
    </message>
    <message>
        <source>Money</source>
        <translation>ಹಣ</translation>
    </message>
    <message>
        <source>Charge to how much?</source>
        <translation>ಎಷ್ಟರವರೆಗೆ ಚಾರ್ಜ್ ಮಾಡಬೇಕು?</translation>
    </message>
    <message>
        <source>Now {now}.</source>
        <translation>ಈಗ {now} ಇದೆ.</translation>
    </message>
    <message>
        <source>Charge for how long?</source>
        <translation>ಎಷ್ಟು ಹೊತ್ತು ಚಾರ್ಜ್ ಮಾಡಬೇಕು?</translation>
    </message>
    <message>
        <source>It ends sooner when the battery is full.</source>
        <translation>ಬ್ಯಾಟರಿ ತುಂಬಿದರೆ ಮೊದಲೇ ನಿಲ್ಲುತ್ತದೆ.</translation>
    </message>
    <message>
        <source>Charge for how much?</source>
        <translation>ಎಷ್ಟು ಹಣಕ್ಕೆ ಚಾರ್ಜ್ ಮಾಡಬೇಕು?</translation>
    </message>
    <message>
        <source>It ends before it costs more.</source>
        <translation>ಇದಕ್ಕಿಂತ ಹೆಚ್ಚಾಗುವ ಮೊದಲು ನಿಲ್ಲುತ್ತದೆ.</translation>
    </message>
</context>
<context>
    <name>OutOfService</name>
    <message>
        <source>Out of service</source>
        <translation>ಸೇವೆ ಇಲ್ಲ</translation>
    </message>
    <message>
        <source>Please use another charger.</source>
        <translation>ದಯವಿಟ್ಟು ಬೇರೆ ಚಾರ್ಜರ್ ಬಳಸಿ.</translation>
    </message>
    <message>
        <source>No connection</source>
        <translation>ಸಂಪರ್ಕವಿಲ್ಲ</translation>
    </message>
    <message>
        <source>This charger has a fault.</source>
        <translation>ಈ ಚಾರ್ಜರ್‌ನಲ್ಲಿ ದೋಷವಿದೆ.</translation>
    </message>
    <message>
        <source>This charger is closed for now.</source>
        <translation>ಈ ಚಾರ್ಜರ್ ಸದ್ಯಕ್ಕೆ ಮುಚ್ಚಿದೆ.</translation>
    </message>
    <message>
        <source>This charger is not in use yet.</source>
        <translation>ಈ ಚಾರ್ಜರ್ ಇನ್ನೂ ಬಳಕೆಯಲ್ಲಿಲ್ಲ.</translation>
    </message>
    <message>
        <source>The charger does not answer.</source>
        <translation>ಚಾರ್ಜರ್ ಉತ್ತರಿಸುತ್ತಿಲ್ಲ.</translation>
    </message>
    <message>
        <source>We keep trying.</source>
        <translation>ಪ್ರಯತ್ನಿಸುತ್ತಿದ್ದೇವೆ.</translation>
    </message>
    <message>
        <source>This screen can&apos;t see the charger.</source>
        <translation>ಈ ಪರದೆಗೆ ಚಾರ್ಜರ್ ಕಾಣುತ್ತಿಲ್ಲ.</translation>
    </message>
    <message>
        <source>This charger can&apos;t be used now.</source>
        <translation>ಈ ಚಾರ್ಜರ್ ಈಗ ಬಳಸಲಾಗದು.</translation>
    </message>
</context>
<context>
    <name>OutOfServiceView</name>
    <message>
        <source>Code {code}</source>
        <translation>ಕೋಡ್ {code}</translation>
    </message>
    <message>
        <source>Safety stop</source>
        <translation>ಸುರಕ್ಷತಾ ತಡೆ</translation>
    </message>
    <message>
        <source>So far: {figures}</source>
        <translation>ಇದುವರೆಗೆ: {figures}</translation>
    </message>
</context>
<context>
    <name>Paused</name>
    <message>
        <source>Paused by your vehicle</source>
        <translation>ವಾಹನ ತಡೆದಿದೆ</translation>
    </message>
    <message>
        <source>It may be full, too warm, or resting.</source>
        <translation>ಬಹುಶಃ ತುಂಬಿದೆ, ಬಿಸಿ ಇದೆ ಅಥವಾ ವಿರಾಮದಲ್ಲಿದೆ.</translation>
    </message>
    <message>
        <source>It goes on by itself.</source>
        <translation>ತಾನಾಗಿ ಮುಂದುವರಿಯುತ್ತದೆ.</translation>
    </message>
    <message>
        <source>Balancing the battery</source>
        <translation>ಬ್ಯಾಟರಿ ಕೊನೆಯ ಹಂತ</translation>
    </message>
    <message>
        <source>The cells are being evened out.</source>
        <translation>ಸೆಲ್‌ಗಳು ಸಮವಾಗುತ್ತಿವೆ.</translation>
    </message>
    <message>
        <source>Your vehicle ends the charge.</source>
        <translation>ವಾಹನವೇ ಚಾರ್ಜಿಂಗ್ ಮುಗಿಸುತ್ತದೆ.</translation>
    </message>
    <message>
        <source>Paused by the station</source>
        <translation>ಸ್ಟೇಷನ್ ತಡೆದಿದೆ</translation>
    </message>
    <message>
        <source>The power is needed elsewhere.</source>
        <translation>ವಿದ್ಯುತ್ ಬೇರೆಡೆ ಬೇಕಾಗಿದೆ.</translation>
    </message>
</context>
<context>
    <name>PhoneCard</name>
    <message>
        <source>Call</source>
        <translation>ಕರೆ</translation>
    </message>
</context>
<context>
    <name>PreChargeView</name>
    <message>
        <source>START CHARGING</source>
        <translation>ಚಾರ್ಜಿಂಗ್ ಪ್ರಾರಂಭಿಸಿ</translation>
    </message>
    <message>
        <source>START</source>
        <translation>ಪ್ರಾರಂಭಿಸಿ</translation>
    </message>
    <message>
        <source>Battery</source>
        <translation>ಬ್ಯಾಟರಿ</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>ಮಾದರಿ</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>ತಿಳಿದಿಲ್ಲ</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>ತಾಪಮಾನ</translation>
    </message>
    <message>
        <source>Voltage</source>
        <translation>ವೋಲ್ಟೇಜ್</translation>
    </message>
    <message>
        <source>GO</source>
        <translation>ಶುರು</translation>
    </message>
</context>
<context>
    <name>Price</name>
    <message>
        <source>Free of charge</source>
        <translation>ಉಚಿತ</translation>
    </message>
    <message>
        <source>{price} + fees</source>
        <translation>{price} + ಶುಲ್ಕ</translation>
    </message>
    <message>
        <source>When the charge is over: {price} per min.</source>
        <translation>ಚಾರ್ಜಿಂಗ್ ಮುಗಿದ ಮೇಲೆ: ಪ್ರತಿ ನಿಮಿಷ {price}.</translation>
    </message>
    <message>
        <source>Idle time: {price}/min.</source>
        <translation>ಖಾಲಿ ಸಮಯ: {price}/ನಿ.</translation>
    </message>
    <message>
        <source>When the charge is over: {grace} free, then {price} per min.</source>
        <translation>ಚಾರ್ಜಿಂಗ್ ಮುಗಿದ ಮೇಲೆ: {grace} ಉಚಿತ, ನಂತರ ಪ್ರತಿ ನಿಮಿಷ {price}.</translation>
    </message>
    <message>
        <source>Idle time: {price}/min after {grace}.</source>
        <translation>ಖಾಲಿ ಸಮಯ: {grace} ನಂತರ {price}/ನಿ.</translation>
    </message>
    <message>
        <source>{price}/min</source>
        <translation>{price}/ನಿ.</translation>
    </message>
    <message>
        <source>Idle time</source>
        <translation>ಖಾಲಿ ಸಮಯ</translation>
    </message>
    <message>
        <source>From {time}</source>
        <translation>{time} ರಿಂದ</translation>
    </message>
    <message>
        <source>{price} per kWh</source>
        <translation>ಪ್ರತಿ kWh {price}</translation>
    </message>
    <message>
        <source>{price}/kWh</source>
        <translation>{price}/kWh</translation>
    </message>
    <message>
        <source>{price} per min</source>
        <translation>ಪ್ರತಿ ನಿಮಿಷ {price}</translation>
    </message>
    <message>
        <source>{price} per session</source>
        <translation>ಪ್ರತಿ ಚಾರ್ಜಿಂಗ್ {price}</translation>
    </message>
    <message>
        <source>{price} fee</source>
        <translation>{price} ಶುಲ್ಕ</translation>
    </message>
    <message>
        <source>GST included</source>
        <translation>ಜಿಎಸ್‌ಟಿ ಸೇರಿ</translation>
    </message>
    <message>
        <source>tax included</source>
        <translation>ತೆರಿಗೆ ಸೇರಿ</translation>
    </message>
</context>
<context>
    <name>Reason</name>
    <message>
        <source>Waiting for the first figures.</source>
        <translation>ಮೊದಲ ಅಂಕಿಗಳಿಗಾಗಿ ಕಾಯುತ್ತಿದೆ.</translation>
    </message>
    <message>
        <source>Your vehicle takes less.</source>
        <translation>ವಾಹನ ಕಡಿಮೆ ಪಡೆಯುತ್ತಿದೆ.</translation>
    </message>
    <message>
        <source>It protects its battery.</source>
        <translation>ಅದು ತನ್ನ ಬ್ಯಾಟರಿ ಕಾಪಾಡುತ್ತದೆ.</translation>
    </message>
    <message>
        <source>The station gives less now.</source>
        <translation>ಸ್ಟೇಷನ್ ಈಗ ಕಡಿಮೆ ಪವರ್ ನೀಡುತ್ತಿದೆ.</translation>
    </message>
    <message>
        <source>Your vehicle could take more.</source>
        <translation>ವಾಹನ ಇನ್ನೂ ಪಡೆಯಬಲ್ಲದು.</translation>
    </message>
    <message>
        <source>Charging steadily.</source>
        <translation>ಚಾರ್ಜ್ ಸರಿಯಾಗಿ ನಡೆಯುತ್ತಿದೆ.</translation>
    </message>
    <message>
        <source>No power is flowing.</source>
        <translation>ವಿದ್ಯುತ್ ಹರಿಯುತ್ತಿಲ್ಲ.</translation>
    </message>
    <message>
        <source>If it stays so, stop and plug in again.</source>
        <translation>ಹೀಗೇ ಇದ್ದರೆ ನಿಲ್ಲಿಸಿ, ಪ್ಲಗ್ ಮತ್ತೆ ಹಾಕಿ.</translation>
    </message>
    <message>
        <source>Slower: it is warm.</source>
        <translation>ಬಿಸಿಯಿಂದ ನಿಧಾನ.</translation>
    </message>
    <message>
        <source>Too hot: it may be slower.</source>
        <translation>ತುಂಬಾ ಬಿಸಿ: ನಿಧಾನ ಆಗಬಹುದು.</translation>
    </message>
    <message>
        <source>The charger gives less power until it has cooled.</source>
        <translation>ತಣ್ಣಗಾಗುವವರೆಗೆ ಚಾರ್ಜರ್ ಕಡಿಮೆ ಪವರ್ ನೀಡುತ್ತದೆ.</translation>
    </message>
    <message>
        <source>Less power protects the battery.</source>
        <translation>ಕಡಿಮೆ ಪವರ್ ಬ್ಯಾಟರಿಯನ್ನು ಕಾಪಾಡುತ್ತದೆ.</translation>
    </message>
    <message>
        <source>Just begun: the power is rising.</source>
        <translation>ಈಗಷ್ಟೇ ಆರಂಭ: ಪವರ್ ಏರುತ್ತಿದೆ.</translation>
    </message>
    <message>
        <source>Charging may still go on.</source>
        <translation>ಚಾರ್ಜ್ ನಡೆಯುತ್ತಾ ಇರಬಹುದು.</translation>
    </message>
    <message>
        <source>No figures from the station.</source>
        <translation>ಸ್ಟೇಷನ್‌ನಿಂದ ಅಂಕಿ ಬರುತ್ತಿಲ್ಲ.</translation>
    </message>
    <message>
        <source>Last seen {duration} ago.</source>
        <translation>ಕೊನೆಯ ಅಂಕಿ {duration} ಹಿಂದೆ ಬಂದಿದೆ.</translation>
    </message>
    <message>
        <source>Slower near full.</source>
        <translation>ತುಂಬುವ ಹಂತದಲ್ಲಿ ನಿಧಾನ.</translation>
    </message>
    <message>
        <source>A nearly full battery takes less power.</source>
        <translation>ತುಂಬುತ್ತಿರುವ ಬ್ಯಾಟರಿ ಕಡಿಮೆ ಪವರ್ ಪಡೆಯುತ್ತದೆ.</translation>
    </message>
    <message>
        <source>Full power.</source>
        <translation>ಪೂರ್ಣ ಪವರ್.</translation>
    </message>
    <message>
        <source>It stops by itself at your limit.</source>
        <translation>ನಿಮ್ಮ ಮಿತಿಯಲ್ಲಿ ತಾನೇ ನಿಲ್ಲುತ್ತದೆ.</translation>
    </message>
    <message>
        <source>At the end your vehicle stops by itself.</source>
        <translation>ಕೊನೆಯಲ್ಲಿ ವಾಹನವೇ ನಿಲ್ಲಿಸುತ್ತದೆ.</translation>
    </message>
    <message>
        <source>Slower near {target}, to protect the battery.</source>
        <translation>ಬ್ಯಾಟರಿ ರಕ್ಷಣೆಗಾಗಿ {target} ಹತ್ತಿರ ನಿಧಾನ.</translation>
    </message>
</context>
<context>
    <name>Receipt</name>
    <message>
        <source>Taxable value</source>
        <translation>ತೆರಿಗೆಯ ಮೌಲ್ಯ</translation>
    </message>
    <message>
        <source>Tax invoice {number}</source>
        <translation>ತೆರಿಗೆ ಬಿಲ್ {number}</translation>
    </message>
    <message>
        <source>Receipt {number}</source>
        <translation>ರಸೀದಿ {number}</translation>
    </message>
    <message>
        <source>Battery</source>
        <translation>ಬ್ಯಾಟರಿ</translation>
    </message>
    <message>
        <source>Issued {date}</source>
        <translation>ನೀಡಿದ್ದು {date}</translation>
    </message>
    <message>
        <source>{day}, {start} to {end}</source>
        <translation>{day}, {start} ರಿಂದ {end}</translation>
    </message>
    <message>
        <source>Energy</source>
        <translation>ಶಕ್ತಿ</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>ಅವಧಿ</translation>
    </message>
    <message>
        <source>Charging record {number}</source>
        <translation>ಚಾರ್ಜಿಂಗ್ ದಾಖಲೆ {number}</translation>
    </message>
    <message>
        <source>Record {number}</source>
        <translation>ವಿವರ {number}</translation>
    </message>
    <message>
        <source>Service charge</source>
        <translation>ಸೇವಾ ಶುಲ್ಕ</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>ಸಮಯ</translation>
    </message>
    <message>
        <source>Session fee</source>
        <translation>ಚಾರ್ಜಿಂಗ್ ಶುಲ್ಕ</translation>
    </message>
    <message>
        <source>Idle time</source>
        <translation>ಖಾಲಿ ಸಮಯ</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>ಸೇವೆ</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>ಒಟ್ಟು</translation>
    </message>
    <message>
        <source>SAC {code}</source>
        <translation>SAC {code}</translation>
    </message>
    <message>
        <source>GSTIN {number}</source>
        <translation>GSTIN {number}</translation>
    </message>
</context>
<context>
    <name>ReceiptView</name>
    <message>
        <source>Closes in {time}</source>
        <translation>{time} ಬಾಕಿ</translation>
    </message>
    <message>
        <source>BACK</source>
        <translation>ಹಿಂದೆ</translation>
    </message>
    <message>
        <source>This receipt can&apos;t be shown.</source>
        <translation>ಈ ರಸೀದಿ ತೋರಿಸಲು ಆಗುತ್ತಿಲ್ಲ.</translation>
    </message>
    <message>
        <source>Please call us.</source>
        <translation>ದಯವಿಟ್ಟು ಕರೆ ಮಾಡಿ.</translation>
    </message>
    <message>
        <source>Code for paying by UPI</source>
        <translation>UPI ಪಾವತಿಯ ಕೋಡ್</translation>
    </message>
    <message>
        <source>Code that holds this receipt</source>
        <translation>ಈ ರಸೀದಿಯ ಕೋಡ್</translation>
    </message>
    <message>
        <source>SHOW RECEIPT CODE</source>
        <translation>ರಸೀದಿ ಕೋಡ್</translation>
    </message>
    <message>
        <source>RECEIPT</source>
        <translation>ರಸೀದಿ</translation>
    </message>
    <message>
        <source>PAY BY UPI</source>
        <translation>UPI ಪಾವತಿ</translation>
    </message>
    <message>
        <source>UPI</source>
        <translation>UPI</translation>
    </message>
    <message>
        <source>PRINT</source>
        <translation>ಪ್ರಿಂಟ್</translation>
    </message>
    <message>
        <source>PRINTING…</source>
        <translation>ಪ್ರಿಂಟ್ ಆಗುತ್ತಿದೆ…</translation>
    </message>
    <message>
        <source>PRINTED</source>
        <translation>ಪ್ರಿಂಟ್ ಆಯಿತು</translation>
    </message>
    <message>
        <source>DONE</source>
        <translation>ಸರಿ</translation>
    </message>
    <message>
        <source>PRINT AGAIN</source>
        <translation>ಮತ್ತೆ ಪ್ರಿಂಟ್</translation>
    </message>
    <message>
        <source>Scan to keep it</source>
        <translation>ಉಳಿಸಲು ಸ್ಕ್ಯಾನ್ ಮಾಡಿ</translation>
    </message>
    <message>
        <source>Total {total}</source>
        <translation>ಒಟ್ಟು {total}</translation>
    </message>
    <message>
        <source>Amount due {total}</source>
        <translation>ಬಾಕಿ {total}</translation>
    </message>
    <message>
        <source>Scan to pay by UPI</source>
        <translation>UPI ಪಾವತಿಗೆ ಸ್ಕ್ಯಾನ್ ಮಾಡಿ</translation>
    </message>
    <message>
        <source>Could not print.</source>
        <translation>ಪ್ರಿಂಟ್ ಆಗಲಿಲ್ಲ.</translation>
    </message>
    <message>
        <source>Touch for more time</source>
        <translation>ಹೆಚ್ಚು ಸಮಯಕ್ಕೆ ಮುಟ್ಟಿ</translation>
    </message>
    <message>
        <source>NEXT PAGE</source>
        <translation>ಮುಂದಿನ ಪುಟ</translation>
    </message>
    <message>
        <source>NEXT</source>
        <translation>ಮುಂದೆ</translation>
    </message>
</context>
<context>
    <name>Refusal</name>
    <message>
        <source>Choose more.</source>
        <translation>ಹೆಚ್ಚು ಆರಿಸಿ.</translation>
    </message>
    <message>
        <source>Choose less.</source>
        <translation>ಕಡಿಮೆ ಆರಿಸಿ.</translation>
    </message>
    <message>
        <source>Too little.</source>
        <translation>ತುಂಬಾ ಕಡಿಮೆ.</translation>
    </message>
    <message>
        <source>Too much.</source>
        <translation>ತುಂಬಾ ಹೆಚ್ಚು.</translation>
    </message>
    <message>
        <source>Your battery is already at {percent}.</source>
        <translation>ನಿಮ್ಮ ಬ್ಯಾಟರಿ ಈಗಾಗಲೇ {percent} ಇದೆ.</translation>
    </message>
    <message>
        <source>Already at {percent}.</source>
        <translation>ಈಗಾಗಲೇ {percent} ಇದೆ.</translation>
    </message>
    <message>
        <source>A battery holds no more than 100 %.</source>
        <translation>ಬ್ಯಾಟರಿಯಲ್ಲಿ 100 % ಗಿಂತ ಹೆಚ್ಚು ಹಿಡಿಯುವುದಿಲ್ಲ.</translation>
    </message>
    <message>
        <source>In so short a time hardly anything is charged.</source>
        <translation>ಇಷ್ಟು ಕಡಿಮೆ ಹೊತ್ತಿನಲ್ಲಿ ಹೆಚ್ಚೇನೂ ಚಾರ್ಜ್ ಆಗುವುದಿಲ್ಲ.</translation>
    </message>
    <message>
        <source>Nobody can charge here for so long.</source>
        <translation>ಇಲ್ಲಿ ಇಷ್ಟು ಹೊತ್ತು ಚಾರ್ಜ್ ಮಾಡಲಾಗದು.</translation>
    </message>
    <message>
        <source>So little buys no energy.</source>
        <translation>ಇಷ್ಟಕ್ಕೆ ವಿದ್ಯುತ್ ಸಿಗುವುದಿಲ್ಲ.</translation>
    </message>
    <message>
        <source>That is more than can be spent here.</source>
        <translation>ಇಲ್ಲಿ ಇಷ್ಟು ಖರ್ಚು ಮಾಡಲಾಗದು.</translation>
    </message>
</context>
<context>
    <name>ReservedView</name>
    <message>
        <source>Reserved</source>
        <translation>ಕಾಯ್ದಿರಿಸಿದೆ</translation>
    </message>
    <message>
        <source>This charger is kept for a rider who is on the way.</source>
        <translation>ಈ ಚಾರ್ಜರ್ ಬರುತ್ತಿರುವ ಸವಾರರಿಗಾಗಿ ಇದೆ.</translation>
    </message>
    <message>
        <source>Is it you? Start with your card or app.</source>
        <translation>ನೀವೇನಾ? ಕಾರ್ಡ್ ಅಥವಾ ಆ್ಯಪ್‌ನಿಂದ ಪ್ರಾರಂಭಿಸಿ.</translation>
    </message>
    <message>
        <source>Otherwise please use another charger.</source>
        <translation>ಇಲ್ಲದಿದ್ದರೆ ಬೇರೆ ಚಾರ್ಜರ್ ಬಳಸಿ.</translation>
    </message>
</context>
<context>
    <name>SetupView</name>
    <message>
        <source>This kiosk needs to be set up</source>
        <translation>ಈ ಕಿಯೋಸ್ಕ್ ಸೆಟಪ್ ಬೇಕು</translation>
    </message>
    <message>
        <source>Set-up needed</source>
        <translation>ಸೆಟಪ್ ಬೇಕು</translation>
    </message>
    <message>
        <source>It goes on by itself once the settings are mended.</source>
        <translation>ಸೆಟ್ಟಿಂಗ್ ಸರಿಯಾದರೆ ತಾನಾಗಿ ಮುಂದುವರಿಯುತ್ತದೆ.</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>ಇನ್ನೂ %n</numerusform>
            <numerusform>ಇನ್ನೂ %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StartingView</name>
    <message>
        <source>Starting…</source>
        <translation>ಆರಂಭ ಆಗುತ್ತಿದೆ…</translation>
    </message>
    <message>
        <source>The station and your vehicle are getting ready.</source>
        <translation>ಸ್ಟೇಷನ್ ಮತ್ತು ವಾಹನ ಸಿದ್ಧವಾಗುತ್ತಿವೆ.</translation>
    </message>
    <message>
        <source>This takes longer than usual.</source>
        <translation>ಎಂದಿಗಿಂತ ಹೆಚ್ಚು ಸಮಯ ಬೇಕಾಗಿದೆ.</translation>
    </message>
    <message>
        <source>Leave the plug in.</source>
        <translation>ಪ್ಲಗ್ ತೆಗೆಯಬೇಡಿ.</translation>
    </message>
</context>
<context>
    <name>StopReason</name>
    <message>
        <source>The station ended it.</source>
        <translation>ಸ್ಟೇಷನ್ ಮುಗಿಸಿದೆ.</translation>
    </message>
    <message>
        <source>The permission to charge ended.</source>
        <translation>ಚಾರ್ಜ್ ಮಾಡುವ ಅನುಮತಿ ಮುಗಿದಿದೆ.</translation>
    </message>
    <message>
        <source>The emergency stop was pressed.</source>
        <translation>ತುರ್ತು ನಿಲುಗಡೆ ಒತ್ತಲಾಗಿದೆ.</translation>
    </message>
    <message>
        <source>It ended when you unplugged.</source>
        <translation>ಪ್ಲಗ್ ತೆಗೆದಾಗ ನಿಂತಿತು.</translation>
    </message>
    <message>
        <source>The station was restarted.</source>
        <translation>ಸ್ಟೇಷನ್ ಮರುಪ್ರಾರಂಭವಾಗಿದೆ.</translation>
    </message>
    <message>
        <source>It was stopped at the station.</source>
        <translation>ಸ್ಟೇಷನ್‌ನಲ್ಲಿ ನಿಲ್ಲಿಸಲಾಗಿದೆ.</translation>
    </message>
    <message>
        <source>The station lost its power.</source>
        <translation>ಸ್ಟೇಷನ್‌ಗೆ ವಿದ್ಯುತ್ ಕಡಿತವಾಯಿತು.</translation>
    </message>
    <message>
        <source>It was stopped remotely.</source>
        <translation>ದೂರದಿಂದ ನಿಲ್ಲಿಸಲಾಗಿದೆ.</translation>
    </message>
    <message>
        <source>The plug was unlocked.</source>
        <translation>ಪ್ಲಗ್ ಲಾಕ್ ತೆರೆಯಲಾಗಿದೆ.</translation>
    </message>
</context>
<context>
    <name>StoppingView</name>
    <message>
        <source>Stopping…</source>
        <translation>ನಿಲ್ಲುತ್ತಿದೆ…</translation>
    </message>
    <message>
        <source>The station is ending the charge.</source>
        <translation>ಸ್ಟೇಷನ್ ಚಾರ್ಜಿಂಗ್ ಮುಗಿಸುತ್ತಿದೆ.</translation>
    </message>
    <message>
        <source>This takes longer than usual.</source>
        <translation>ಎಂದಿಗಿಂತ ಹೆಚ್ಚು ಸಮಯ ಬೇಕಾಗಿದೆ.</translation>
    </message>
    <message>
        <source>Leave the plug in for a moment.</source>
        <translation>ಸ್ವಲ್ಪ ಹೊತ್ತು ಪ್ಲಗ್ ತೆಗೆಯಬೇಡಿ.</translation>
    </message>
</context>
<context>
    <name>TargetBoard</name>
    <message>
        <source>Charge to</source>
        <translation>ಎಷ್ಟರವರೆಗೆ?</translation>
    </message>
    <message>
        <source>Time and range unknown</source>
        <translation>ಸಮಯ, ದೂರ ತಿಳಿದಿಲ್ಲ</translation>
    </message>
    <message>
        <source>Your battery is full</source>
        <translation>ನಿಮ್ಮ ಬ್ಯಾಟರಿ ತುಂಬಿದೆ</translation>
    </message>
    <message>
        <source>Your price is fixed at START.</source>
        <translation>ಪ್ರಾರಂಭಿಸುವಾಗ ಇರುವ ದರವೇ ಅನ್ವಯಿಸುತ್ತದೆ.</translation>
    </message>
</context>
<context>
    <name>TargetList</name>
    <message>
        <source>Custom</source>
        <translation>ಇತರ</translation>
    </message>
    <message>
        <source>your choice</source>
        <translation>ನಿಮ್ಮ ಆಯ್ಕೆ</translation>
    </message>
    <message>
        <source>Your battery is already at {now}.</source>
        <translation>ನಿಮ್ಮ ಬ್ಯಾಟರಿ ಈಗಾಗಲೇ {now} ಇದೆ.</translation>
    </message>
    <message>
        <source>Already at {now}.</source>
        <translation>ಈಗಾಗಲೇ {now} ಇದೆ.</translation>
    </message>
    <message>
        <source>reached</source>
        <translation>ತಲುಪಿದೆ</translation>
    </message>
    <message>
        <source>until full</source>
        <translation>ತುಂಬುವವರೆಗೆ</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} ನಿ.</translation>
    </message>
    <message>
        <source>to about {percent}</source>
        <translation>ಸುಮಾರು {percent} ವರೆಗೆ</translation>
    </message>
</context>
<context>
    <name>UnplugView</name>
    <message>
        <source>Please unplug your vehicle</source>
        <translation>ವಾಹನದ ಪ್ಲಗ್ ತೆಗೆಯಿರಿ</translation>
    </message>
    <message>
        <source>The charge is complete.</source>
        <translation>ಚಾರ್ಜಿಂಗ್ ಮುಗಿದಿದೆ.</translation>
    </message>
    <message>
        <source>To charge again: unplug, wait 10 seconds, plug in again.</source>
        <translation>ಮತ್ತೆ ಚಾರ್ಜ್ ಮಾಡಲು: ಪ್ಲಗ್ ತೆಗೆದು, 10 ಸೆಕೆಂಡ್ ಕಾದು, ಮತ್ತೆ ಹಾಕಿ.</translation>
    </message>
    <message>
        <source>Please unplug</source>
        <translation>ಪ್ಲಗ್ ತೆಗೆಯಿರಿ</translation>
    </message>
</context>
<context>
    <name>VehicleInfo</name>
    <message>
        <source>Reading your vehicle…</source>
        <translation>ವಾಹನ ಓದಲಾಗುತ್ತಿದೆ…</translation>
    </message>
    <message>
        <source>This takes a few seconds.</source>
        <translation>ಕೆಲವು ಸೆಕೆಂಡ್ ಬೇಕು.</translation>
    </message>
    <message>
        <source>Is it switched on?</source>
        <translation>ಅದು ಆನ್ ಆಗಿದೆಯೇ?</translation>
    </message>
    <message>
        <source>Switch it on and leave it plugged in.</source>
        <translation>ವಾಹನ ಆನ್ ಮಾಡಿ, ಪ್ಲಗ್ ತೆಗೆಯಬೇಡಿ.</translation>
    </message>
    <message>
        <source>Your vehicle does not answer.</source>
        <translation>ನಿಮ್ಮ ವಾಹನ ಉತ್ತರಿಸುತ್ತಿಲ್ಲ.</translation>
    </message>
    <message>
        <source>Unplug, wait 10 seconds, plug in again.</source>
        <translation>ಪ್ಲಗ್ ತೆಗೆದು, 10 ಸೆಕೆಂಡ್ ಕಾದು, ಮತ್ತೆ ಹಾಕಿ.</translation>
    </message>
    <message>
        <source>Your vehicle is ready</source>
        <translation>ನಿಮ್ಮ ವಾಹನ ಸಿದ್ಧವಾಗಿದೆ</translation>
    </message>
    <message>
        <source>Stale data</source>
        <translation>ಹಳೆಯ ಮಾಹಿತಿ</translation>
    </message>
    <message>
        <source>Please reconnect your vehicle.</source>
        <translation>ದಯವಿಟ್ಟು ವಾಹನವನ್ನು ಮತ್ತೆ ಜೋಡಿಸಿ.</translation>
    </message>
    <message>
        <source>We can&apos;t read your vehicle</source>
        <translation>ವಾಹನ ಓದಲಾಗುತ್ತಿಲ್ಲ</translation>
    </message>
    <message>
        <source>Please reconnect it.</source>
        <translation>ದಯವಿಟ್ಟು ಮತ್ತೆ ಜೋಡಿಸಿ.</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>ಒಂದು ಕ್ಷಣ…</translation>
    </message>
    <message>
        <source>The station is getting ready.</source>
        <translation>ಸ್ಟೇಷನ್ ಸಿದ್ಧವಾಗುತ್ತಿದೆ.</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>ಓದುತ್ತಿದೆ…</translation>
    </message>
    <message>
        <source>Not readable</source>
        <translation>ಓದಲಾಗಲಿಲ್ಲ</translation>
    </message>
</context>
</TS>
