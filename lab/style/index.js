import './fonts.css';
import '../../src/nbparcours/activity/static/gen/style.css';
import './page.css';
import './bar.css';
